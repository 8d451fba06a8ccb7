/** Welcome: what stands in place of a packet while none is chosen: what has happened already, and what to try. */
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, LIVE, tell } from '../../state/page-state.ts';

export const Welcome = ({ capture }: { readonly capture: number }) => {
  const page = usePage();
  const service = usePicked((s) => s.desk.endpoints.find((e) => e.kind === 'service' && e.state === 'listens'));
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const mayControl = usePicked((s) => s.mayControl);
  if (capture !== LIVE)
    return (
      <aside class="insp" aria-label="Packet">
        <div class="empty">
          <h3>No packet is chosen</h3>
          <p>Choose a row: its layers, fields, bits and bytes stand here.</p>
        </div>
      </aside>
    );
  return (
    <aside class="insp welcome" aria-label="Begin">
      <h1>One conversation is already here</h1>
      <p class="lead">
        Wirecat started an echo service and connected to it. On the left is all that went over the wire for it
        {frames > 0 && `: ${frames} packets`}. No privilege was needed, and nothing left this machine.
      </p>
      <ol>
        <li class="first">
          <b>
            <span>1</span> Say something
          </b>
          <p>Type a line and press Enter. It becomes a packet while you watch.</p>
        </li>
        {service?.example !== undefined && (
          <li>
            <b>
              <span>2</span> Bring in another program
            </b>
            <p>netcat, telnet or your own client, from any terminal here:</p>
            <div class="cmd">
              <code>{service.example}</code>
              <button
                type="button"
                class="btn sm"
                onClick={() => {
                  navigator.clipboard
                    .writeText(service.example ?? '')
                    .catch(() => page.change(tell('The browser does not let the page copy.')));
                }}
              >
                Copy
              </button>
            </div>
          </li>
        )}
        {mayControl && (
          <li>
            <b>
              <span>3</span> Open a capture
            </b>
            <p>Drop a pcap or pcapng file anywhere on this page, of any size.</p>
            <button type="button" class="btn sm" onClick={() => document.querySelector<HTMLInputElement>('#file')?.click()}>
              Choose a file… <kbd>O</kbd>
            </button>
          </li>
        )}
      </ol>
      <p class="cap foot">Choose an arrow or a row to see a packet from the outside in, down to its bits.</p>
    </aside>
  );
};
