import { createHttpServer, type HttpServerOptions } from './http-server.ts';
import { createLogger, type LogLevel } from './logger.ts';
import { createMetrics } from './metrics.ts';

/** A logger whose lines a test can read. */
export function memoryLogger(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const log = createLogger({ level, name: 'test', stream: { write: (line) => void lines.push(line) } });
  return { log, lines };
}

/** A server with its own logger and metrics, not listening. */
export function aHttpServer(options: Partial<HttpServerOptions> = {}) {
  const { log, lines } = memoryLogger();
  const metrics = createMetrics({ serviceName: 'test' });
  const app = createHttpServer({ log, metrics, name: 'public', ...options });
  return { app, lines, metrics };
}
