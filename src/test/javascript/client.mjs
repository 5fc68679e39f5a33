// Plays the official client for the tests: takes orders as lines of JSON and tells as lines of JSON what happens.
import { io } from 'socket.io-client';

const sockets = new Map();
const tokens = new Map();

const tell = (id, what, more) => process.stdout.write(JSON.stringify({ id, what, ...more }) + '\n');

const credentials = {
  header: (id) => ({ extraHeaders: { Authorization: `Bearer ${tokens.get(id)}` } }),
  object: (id) => ({ auth: { token: tokens.get(id) } }),
  function: (id) => ({ auth: (give) => give({ token: tokens.get(id) }) }),
};

const orders = {
  open({ id, url, options, token, by }) {
    tokens.set(id, token);
    const socket = io(url, { forceNew: true, ...options, ...credentials[by](id) });
    sockets.set(id, socket);
    socket.io.on('open', () => {
      tell(id, 'transport', { name: socket.io.engine.transport.name });
      socket.io.engine.on('upgrade', (transport) => tell(id, 'transport', { name: transport.name }));
    });
    socket.on('connect', () => tell(id, 'connected'));
    socket.on('connect_error', ({ message, data }) =>
      tell(id, 'refused', { message, code: data?.code, triesAgain: socket.active }));
    socket.on('disconnect', (reason) => tell(id, 'disconnected', { reason, triesAgain: socket.active }));
    socket.onAny((event, ...args) => tell(id, 'heard', { event, args }));
  },
  emit({ id, event, args, request }) {
    const answered = (...answer) => tell(id, 'answered', { request, args: answer });
    sockets.get(id).emit(event, ...args, ...(request ? [answered] : []));
  },
  token({ id, token }) {
    tokens.set(id, token);
  },
  // what a tunnel does to a phone
  cut({ id }) {
    sockets.get(id).io.engine.close();
  },
  close({ id }) {
    sockets.get(id)?.disconnect();
    sockets.delete(id);
  },
};

const bytes = (_, value) => (typeof value?.$bytes === 'string' ? Buffer.from(value.$bytes, 'base64') : value);

let unread = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  const lines = (unread + text).split('\n');
  unread = lines.pop();
  for (const line of lines) {
    const { order, ...details } = JSON.parse(line, bytes);
    orders[order](details);
  }
});
process.stdin.on('end', () => process.exit());
