/** Every command, one sorted line each, named as its file. Read when the program is built; at run time only one of them is loaded. */
export { command as broker } from './broker.ts';
export { command as capture } from './capture.ts';
export { command as chat } from './chat.ts';
export { command as complete } from './complete.ts';
export { command as connect } from './connect.ts';
export { command as endpoints } from './endpoints.ts';
export { command as explain } from './explain.ts';
export { command as fields } from './fields.ts';
export { command as get } from './get.ts';
export { command as link } from './link.ts';
export { command as listen } from './listen.ts';
export { command as nc } from './nc.ts';
export { command as ncat } from './ncat.ts';
export { command as read } from './read.ts';
export { command as serve } from './serve.ts';
export { command as start } from './start.ts';
export { command as version } from './version.ts';
