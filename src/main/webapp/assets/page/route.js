/** Which conversation the address names: `#/chat/12`, `#/whisper/5`, or none. */
export function route() {
  const [, kind, id] = location.hash.match(/^#\/(chat|whisper)\/(\d+)$/) ?? [];
  return kind ? { kind, id: Number(id), key: `${kind}/${id}` } : null;
}

export const address = (key) => `#/${key}`;

export function go(key) {
  location.hash = key ? `/${key}` : '/';
}
