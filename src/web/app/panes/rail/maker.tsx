/** Maker: starts a service, or opens a connection. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { usePage, usePicked } from '../../state/page.ts';
import { tell } from '../../state/page-state.ts';

export const Maker = ({ onDone }: { readonly onDone: () => void }) => {
  const { asker, change } = usePage();
  const services = usePicked((s) => s.services);
  const [address, setAddress] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const done = (made: Promise<number | undefined>): void => {
    made.then(
      (id) => {
        change((s) => ({ ...s, notice: '', ...(id !== undefined && { endpoint: id }) }));
        onDone();
      },
      (error: Error) => change(tell(error.message)),
    );
  };
  return (
    <div class="pop maker" role="dialog" aria-label="New endpoint" onKeyDown={(e) => e.key === 'Escape' && onDone()}>
      <h3>Connect to</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          done(asker.act({ act: 'connect', address }));
        }}
      >
        <input
          ref={input}
          value={address}
          onInput={(e) => setAddress(e.currentTarget.value)}
          placeholder="127.0.0.1:7007"
          aria-label="Address"
          spellcheck={false}
        />
        <button type="submit" class="btn" disabled={address.trim() === ''}>
          Connect
        </button>
      </form>
      <h3>Start a service</h3>
      <div class="choices">
        {services.map(({ name, title }) => (
          <button
            type="button"
            class="btn sm"
            key={name}
            title={title}
            onClick={() => done(asker.act({ act: 'serve', service: name, port: 0 }))}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
};
