/** A descriptor handed to another process with sendmsg(2): a message of one byte carries it (SCM_RIGHTS, unix(7)). */
import { isWide, type Native } from './native.ts';

/** To whoever reads the unix socket `to`. Below zero: `errno` says why. Throws where the layout is not known. */
export const passDescriptor = (system: Native, to: number, fd: number): number => {
  if (!isWide()) throw new Error(`unknown layout on ${process.arch}`);
  const { data, vector, control, header } = memory;
  control.setBigUint64(0, 20n, true); // struct cmsghdr and a descriptor
  control.setInt32(8, SOL_SOCKET, true);
  control.setInt32(12, SCM_RIGHTS, true);
  control.setInt32(16, fd, true);
  vector.set([system.addressOf(data), BigInt(data.length)]);
  header.set([0n, 0n, system.addressOf(vector), 1n, system.addressOf(control), BigInt(control.byteLength), 0n]);
  return Number(system.sendmsg(to, new Uint8Array(header.buffer), 0));
};

const [SOL_SOCKET, SCM_RIGHTS] = [1, 1];

/** Kept for good: addresses of it stand in it, which hold nothing. */
const memory = {
  data: new Uint8Array(1),
  /** struct iovec */
  vector: new BigUint64Array(2),
  control: new DataView(new ArrayBuffer(24)),
  /** struct msghdr */
  header: new BigUint64Array(7),
};
