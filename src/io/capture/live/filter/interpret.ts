/** Classic BPF interpreted (bpf(4), Filter machine): what the kernel does with a compiled filter, for frames that no kernel filters for us. */

/** Classes of instructions, by the lowest bits of their code. */
const Class = { load: 0, loadX: 1, store: 2, storeX: 3, compute: 4, jump: 5, give: 6, move: 7 } as const;
const Mode = { immediate: 0x00, absolute: 0x20, indirect: 0x40, memory: 0x60, length: 0x80, headerLength: 0xa0 } as const;
const [WORD, HALF, BYTE] = [0x00, 0x08, 0x10];
const FROM_X = 0x08;
const MEMORY_WORDS = 16;

/** A filter as the kernel takes it, for one frame after the other. */
export class FilterMachine {
  readonly #code: DataView;
  readonly #memory = new Uint32Array(MEMORY_WORDS);
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;
  #to = 0;
  /** Set by a load past the end of the frame. */
  #isShort = false;

  /** `program`: struct sock_filter each. */
  constructor(program: Uint8Array) {
    this.#code = new DataView(program.buffer, program.byteOffset, program.byteLength);
  }

  /** How many bytes of the frame in `bytes[from, to)` are kept; `original` is its length on the wire. A load past its end ends it with none. */
  run(bytes: Uint8Array, from: number, to: number, original = to - from): number {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
    this.#isShort = false;
    const code = this.#code;
    let [a, x] = [0, 0];
    for (let at = 0; at < code.byteLength; at += 8) {
      const op = code.getUint16(at, true);
      const k = code.getUint32(at + 4, true);
      switch (op & 7) {
        case Class.load:
          a = this.#load(op, k, x, original);
          break;
        case Class.loadX:
          x = this.#load(op, k, x, original);
          break;
        case Class.store:
          this.#memory[k % MEMORY_WORDS] = a;
          break;
        case Class.storeX:
          this.#memory[k % MEMORY_WORDS] = x;
          break;
        case Class.compute: {
          const right = op & FROM_X ? x : k;
          if (right === 0 && DIVIDES.has(op & 0xf0)) return 0;
          a = computed(op & 0xf0, a, right);
          break;
        }
        case Class.jump:
          at += 8 * ((op & 0xf0) === 0 ? k : code.getUint8(at + (holds(op & 0xf0, a, op & FROM_X ? x : k) ? 2 : 3)));
          break;
        case Class.give:
          return op & 0x10 ? a : op & FROM_X ? x : k;
        case Class.move:
          if (op & 0x80) a = x;
          else x = a;
      }
      if (this.#isShort) return 0;
    }
    return 0;
  }

  #load(op: number, k: number, x: number, original: number): number {
    switch (op & 0xe0) {
      case Mode.immediate:
        return k;
      case Mode.absolute:
        return this.#of(op & 0x18, k);
      case Mode.indirect:
        return this.#of(op & 0x18, (k + x) >>> 0);
      case Mode.memory:
        return this.#memory[k % MEMORY_WORDS] ?? 0;
      case Mode.length:
        return original;
      case Mode.headerLength:
        return 4 * (this.#of(BYTE, k) & 15);
      default:
        return 0;
    }
  }

  #of(size: number, place: number): number {
    const at = this.#from + place;
    const b = this.#bytes;
    const length = size === WORD ? 4 : size === HALF ? 2 : 1;
    if (at + length > this.#to) {
      this.#isShort = true;
      return 0;
    }
    if (length === 1) return b[at] ?? 0;
    const half = ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0);
    return length === 2 ? half : ((half << 16) | ((b[at + 2] ?? 0) << 8) | (b[at + 3] ?? 0)) >>> 0;
  }
}

const DIVIDES: ReadonlySet<number> = new Set([0x30, 0x90]);

const computed = (op: number, a: number, k: number): number => {
  switch (op) {
    case 0x00:
      return (a + k) >>> 0;
    case 0x10:
      return (a - k) >>> 0;
    case 0x20:
      return Math.imul(a, k) >>> 0;
    case 0x30:
      return Math.floor(a / k);
    case 0x40:
      return (a | k) >>> 0;
    case 0x50:
      return (a & k) >>> 0;
    case 0x60:
      return k > 31 ? 0 : (a << k) >>> 0;
    case 0x70:
      return k > 31 ? 0 : a >>> k;
    case 0x80:
      return -a >>> 0;
    case 0x90:
      return a % k;
    case 0xa0:
      return (a ^ k) >>> 0;
    default:
      return a;
  }
};

const holds = (op: number, a: number, k: number): boolean => {
  switch (op) {
    case 0x10:
      return a === k;
    case 0x20:
      return a > k;
    case 0x30:
      return a >= k;
    default:
      return (a & k) !== 0;
  }
};
