/** The C library's words for a system error, as programs written in C print them: what nc and ncat have to say. */
import { codeOf } from '../base/errors.ts';

/** `Connection refused` of an error with the code ECONNREFUSED; the error's own words where the code is none of these. */
export const strerror = (error: unknown): string => {
  const words = WORDS[codeOf(error) ?? ''];
  if (words !== undefined) return words;
  return error instanceof Error ? error.message : String(error);
};

/** gai_strerror of a failed look-up: `Name or service not known`. */
export const gaiStrerror = (error: unknown): string => LOOKUP_WORDS[codeOf(error) ?? ''] ?? strerror(error);

const WORDS: Readonly<Record<string, string>> = {
  E2BIG: 'Argument list too long',
  EACCES: 'Permission denied',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EAFNOSUPPORT: 'Address family not supported by protocol',
  EAGAIN: 'Resource temporarily unavailable',
  EALREADY: 'Operation already in progress',
  EBADF: 'Bad file descriptor',
  EBUSY: 'Device or resource busy',
  ECONNABORTED: 'Software caused connection abort',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EDESTADDRREQ: 'Destination address required',
  EDQUOT: 'Disk quota exceeded',
  EEXIST: 'File exists',
  EFAULT: 'Bad address',
  EFBIG: 'File too large',
  EHOSTDOWN: 'Host is down',
  EHOSTUNREACH: 'No route to host',
  EINPROGRESS: 'Operation now in progress',
  EINVAL: 'Invalid argument',
  EIO: 'Input/output error',
  EISCONN: 'Transport endpoint is already connected',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  EMFILE: 'Too many open files',
  EMSGSIZE: 'Message too long',
  ENAMETOOLONG: 'File name too long',
  ENETDOWN: 'Network is down',
  ENETUNREACH: 'Network is unreachable',
  ENFILE: 'Too many open files in system',
  ENOBUFS: 'No buffer space available',
  ENODEV: 'No such device',
  ENOENT: 'No such file or directory',
  ENOEXEC: 'Exec format error',
  ENOMEM: 'Cannot allocate memory',
  ENOPROTOOPT: 'Protocol not available',
  ENOSPC: 'No space left on device',
  ENXIO: 'No such device or address',
  ENOTCONN: 'Transport endpoint is not connected',
  ENOTDIR: 'Not a directory',
  ENOTSOCK: 'Socket operation on non-socket',
  EOPNOTSUPP: 'Operation not supported',
  EPERM: 'Operation not permitted',
  EPIPE: 'Broken pipe',
  EPROTONOSUPPORT: 'Protocol not supported',
  EPROTOTYPE: 'Protocol wrong type for socket',
  EROFS: 'Read-only file system',
  ETIMEDOUT: 'Connection timed out',
  ETXTBSY: 'Text file busy',
};

const LOOKUP_WORDS: Readonly<Record<string, string>> = {
  EAI_ADDRFAMILY: 'Address family for hostname not supported',
  EAI_AGAIN: 'Temporary failure in name resolution',
  EAI_FAIL: 'Non-recoverable failure in name resolution',
  EAI_NODATA: 'No address associated with hostname',
  ENOTFOUND: 'Name or service not known',
};
