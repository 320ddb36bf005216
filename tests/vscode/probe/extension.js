// Runs what the test sends it inside VS Code, and sends back what comes of it: a line of JSON each way.

const net = require('node:net');
const readline = require('node:readline');
const vscode = require('vscode');

exports.activate = () => {
  const socket = net.connect(process.env.OBELUS_PROBE);
  const send = (answer) => socket.write(`${JSON.stringify(answer)}\n`);
  // VS Code closes with the test; that is no error.
  socket.on('error', () => undefined);
  readline.createInterface(socket).on('line', async (line) => {
    const { id, code, args } = JSON.parse(line);
    try {
      const run = new Function('require', `return (${code});`)(require);
      send({ id, value: (await run(vscode, ...args)) ?? null });
    } catch (error) {
      send({ id, error: error.stack ?? String(error) });
    }
  });
};
