/**
 * Makes the children of an element those of the rows, in their order, and touches as little as possible: a row with a key that is
 * there already keeps its element, and with it the focus.
 */
export function reconcile(parent, rows, create, update) {
  const keys = new Set(rows.map((row) => row.key));
  const kept = new Map();
  for (const child of [...parent.children]) {
    if (keys.has(child.rowKey)) {
      kept.set(child.rowKey, child);
    } else {
      child.remove();
    }
  }
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  let next = parent.firstElementChild;
  for (const row of rows) {
    const child = kept.get(row.key) ?? Object.assign(create(row), { rowKey: row.key });
    update(child, row);
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(child, next);
    }
  }
  if (focused && focused.isConnected && document.activeElement !== focused) {
    focused.focus({ preventScroll: true });
  }
}
