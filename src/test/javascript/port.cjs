// Loaded before the original's client, which names the port 3000: its connections go to the test's server. It ends with the test.
const net = require('node:net');

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (Number(options?.port) === 3000) {
    Object.assign(options, { host: '127.0.0.1', port: Number(process.env.CHATS_PORT) });
  }
  return connect.apply(this, args);
};
process.stdin.on('end', () => process.exit()).resume();
