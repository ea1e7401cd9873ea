import { readFileSync } from 'node:fs';
import { PAGE_SECURITY_HEADERS } from '@sprk/platform';
import type { FastifyInstance } from 'fastify';

const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** A plain page at `/`: what is running, where the documentation is, live counts. */
export function firstPageRoutes(app: FastifyInstance): void {
  serve(app, '/', 'index.html', TYPES.html);
  serve(app, '/first-page/page.css', 'page.css', TYPES.css);
  serve(app, '/first-page/page.js', 'page.js', TYPES.js);
}

function serve(app: FastifyInstance, path: string, file: string, type: string): void {
  const text = readFileSync(new URL(`../first-page/${file}`, import.meta.url), 'utf8');
  app.get(path, { schema: { hide: true } }, async (_request, reply) => {
    return await reply
      .headers({ ...PAGE_SECURITY_HEADERS, 'cache-control': 'no-cache' })
      .type(type)
      .send(text);
  });
}
