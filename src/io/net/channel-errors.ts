/** What goes wrong on channels over sockets, as errors. */

import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import { ioError, withoutStack } from '../base/errors.ts';
import type { ChannelFacts } from '../base/tap.ts';

export const channelError = ({ scheme, remote }: ChannelFacts, cause: Error): IoError =>
  withoutStack(() => ioError(`${scheme}:${remote}`, 'an open connection', cause));

export const cancelled = (remote: string): Error => new IoError(remote, 'ECANCELED', sayTrouble('closed'));

export const afterEnd = (remote: string): Error => new IoError(remote, 'EPIPE', sayTrouble('weEnded'));
