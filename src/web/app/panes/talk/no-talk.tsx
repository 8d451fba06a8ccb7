/** NoTalk: what stands in place of a conversation: of a service, how to reach it. */
import type { EndpointRow } from '../../../messages/desk.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { made, tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export const NoTalk = ({ service }: { readonly service: EndpointRow | undefined }) => {
  const clients = usePicked((s) => s.desk.endpoints.filter((e) => service !== undefined && e.parent === service.id && !e.beside).length);
  if (service === undefined)
    return (
      <div class="empty">
        <h2>{say('talk', 'none')}</h2>
        <p>{say('talk', 'choose')}</p>
      </div>
    );
  const isOver = service.closed !== undefined;
  return (
    <div class="empty">
      <h2>{clients > 0 ? say('talk', 'clients', { count: clients }) : say('talk', 'none')}</h2>
      <p>
        {isOver
          ? say('talk', 'stopped', { address: service.address })
          : say('talk', clients > 0 ? 'listensOn' : 'listens', { address: service.address })}
      </p>
      <Reach service={service} />
      {service.says !== undefined && (
        <ul class="says m" aria-live="polite">
          {service.says.map((line, k) => (
            <li key={k}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** What is to be opened is looked at once it is. */
const useOpened = (): ((opening: Promise<number | undefined>) => void) => {
  const { change } = usePage();
  return (opening) => {
    opening.then(
      (id) => change(made(id)),
      (error: Error) => change(tell(error.message)),
    );
  };
};

/** A connection that nobody took: why, and what may be done about it. */
export const Refused = ({ endpoint: { address, title, state, why } }: { readonly endpoint: EndpointRow }) => {
  const { asker } = usePage();
  const opened = useOpened();
  const mayControl = usePicked((s) => s.mayControl);
  const canServe = usePicked((s) => s.services.some((service) => service.name === 'echo'));
  const port = Number(/^(?:tcp:)?(?:127\.0\.0\.1|localhost|\[::1\]):(\d+)$/.exec(address)?.[1] ?? 0);
  return (
    <div class="empty" role="status">
      <h2>
        <span class="f">⊘</span> {say('talk', state === 'refused' ? 'refused' : 'failed', { address: title })}
      </h2>
      <p>{why}</p>
      {mayControl && (
        <p class="reach">
          {port > 0 && canServe && (
            <button type="button" class="btn" onClick={() => opened(asker.act({ act: 'serve', service: 'echo', over: 'tcp', port }))}>
              {say('talk', 'echoThere')}
            </button>
          )}{' '}
          <button type="button" class="btn" onClick={() => opened(asker.act({ act: 'connect', address }))}>
            {say('talk', 'again')}
          </button>
        </p>
      )}
    </div>
  );
};

/** Ways to talk with a service of ours. */
export const Reach = ({ service: { title, address, example, state } }: { readonly service: EndpointRow }) => {
  const { asker } = usePage();
  const opened = useOpened();
  const mayControl = usePicked((s) => s.mayControl);
  const guide = usePicked((s) => s.guides.find((g) => g.name === title)?.name);
  if (state !== 'listens') return null;
  return (
    <p class="reach">
      {mayControl && (
        <button type="button" class="btn" onClick={() => opened(asker.act({ act: 'connect', address }))}>
          {say('talk', 'connect')}
        </button>
      )}{' '}
      {mayControl && guide !== undefined && (
        <button
          type="button"
          class="btn pri"
          onClick={() => opened(asker.act({ act: 'guide', guide, address, user: 'guest', password: 'guest' }))}
        >
          {say('talk', 'byHand')}
        </button>
      )}
      {example !== undefined && (
        <span class="cap">
          {' '}
          {say('talk', 'elsewhere')} <code>{example}</code>
        </span>
      )}
    </p>
  );
};
