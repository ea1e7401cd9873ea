/** Tokens of every supplier of a system with the development login. @param url of the public API */
export async function supplierTokens(url: string): Promise<string[]> {
  const operator = await tokenFor(url, { role: 'operator' });
  const answer = await fetch(`${url}/v1/suppliers?limit=200`, {
    headers: { authorization: `Bearer ${operator}` },
  });
  if (!answer.ok) throw new Error(`suppliers: ${answer.status} ${await answer.text()}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return await Promise.all(items.map(({ id }) => tokenFor(url, { role: 'supplier', partnerId: id })));
}

async function tokenFor(url: string, claims: { role: string; partnerId?: string }): Promise<string> {
  const answer = await fetch(`${url}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(claims),
  });
  const { token } = (await answer.json()) as { token: string };
  return token;
}
