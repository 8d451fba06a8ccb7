/** Exchange: a request under way, with all that its reply may need. */
import type { OpenChannel } from '../../base/channel.ts';
import type { ChannelReader } from '../../http/channel-reader.ts';
import type { ServiceContext } from '../../serve/service.ts';
import type { RequestBody } from './body.ts';
import type { HttpOptions } from './options.ts';
import type { Request } from './request.ts';

export interface Exchange {
  readonly channel: OpenChannel;
  readonly reader: ChannelReader;
  readonly request: Request;
  readonly body: RequestBody;
  readonly context: ServiceContext<HttpOptions>;
  /** TLS lies below. */
  readonly isSecure: boolean;
}
