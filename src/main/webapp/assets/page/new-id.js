/** An id like no other. Browsers have randomUUID on pages served over TLS alone. */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
