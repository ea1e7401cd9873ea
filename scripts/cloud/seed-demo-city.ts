import { demoCity } from '@sprk/simulator';

const SEED = 1;
const AT_ONCE = 8;

/** Posts the demo city through the public API, as an operator would; a store that has partners is left alone. */
export async function seedDemoCity(backendUrl: string, token: string): Promise<void> {
  if (!(await isEmpty(backendUrl, token))) return console.log('seed: the store has partners already');
  const { suppliers, recipients } = demoCity(SEED);
  const posts = [
    ...suppliers.map((body) => ({ path: '/v1/suppliers', body })),
    ...recipients.map((body) => ({ path: '/v1/recipients', body })),
  ];
  for (let start = 0; start < posts.length; start += AT_ONCE) {
    await Promise.all(
      posts
        .slice(start, start + AT_ONCE)
        .map(({ path, body }, index) =>
          call(`${backendUrl}${path}`, token, { body, key: `demo-city-${SEED}-${start + index}` }),
        ),
    );
  }
  console.log(`seed: ${suppliers.length} suppliers and ${recipients.length} recipients of the demo city`);
}

async function isEmpty(backendUrl: string, token: string): Promise<boolean> {
  const page = (await call(`${backendUrl}/v1/recipients?limit=1`, token)) as { items: unknown[] };
  return page.items.length === 0;
}

async function call(url: string, token: string, post?: { body: unknown; key: string }): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(
    url,
    post
      ? {
          method: 'POST',
          headers: { ...headers, 'idempotency-key': post.key },
          body: JSON.stringify(post.body),
        }
      : { headers: { authorization: headers.authorization } },
  );
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return await answer.json();
}
