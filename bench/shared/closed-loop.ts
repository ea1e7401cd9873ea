import { connect, type Socket } from 'node:net';

export interface ClosedLoopOptions {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** The bytes of one whole HTTP/1.1 request. */
  readonly request: () => Buffer;
}
export interface ClosedLoopResult {
  readonly answered: number;
  readonly perSecond: number;
  /** Answers other than 201. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const HEADER_END = Buffer.from('\r\n\r\n');

/**
 * Keeps every connection busy with one request at a time, over raw sockets: a client that costs less than the servers
 * it measures. Answers must carry a content-length.
 */
export async function closedLoop(options: ClosedLoopOptions): Promise<ClosedLoopResult> {
  const latencies: number[] = [];
  let failed = 0;
  const endsAt = performance.now() + options.seconds * 1000;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      const socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.once('close', () => resolve());
        socket.once('connect', () => pump(socket));
      });
    }),
  );
  const elapsed = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    answered: latencies.length,
    perSecond: latencies.length / elapsed,
    failed,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };

  function pump(socket: Socket): void {
    let sentAt = performance.now();
    let pending: Buffer = Buffer.alloc(0);
    socket.write(options.request());
    socket.on('data', (chunk) => {
      pending = pending.length === 0 ? (chunk as Buffer) : Buffer.concat([pending, chunk as Buffer]);
      if (!isWhole(pending)) return;
      if (pending[9] !== 0x32 || pending[11] !== 0x31) failed += 1;
      pending = Buffer.alloc(0);
      const now = performance.now();
      latencies.push(now - sentAt);
      if (now >= endsAt) {
        socket.end();
        return;
      }
      sentAt = now;
      socket.write(options.request());
    });
  }
}

function isWhole(bytes: Buffer): boolean {
  const end = bytes.indexOf(HEADER_END);
  if (end < 0) return false;
  const head = bytes.toString('latin1', 0, end);
  const length = /content-length: (\d+)/i.exec(head);
  return length !== null && bytes.length >= end + 4 + Number(length[1]);
}
