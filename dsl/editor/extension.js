// Starts the language server and speaks to it for as long as a playbook is open.
const { workspace, env } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const program = workspace.getConfiguration("playmaker").get("program");
  const language = env.language.startsWith("zh") ? "zh" : "en";
  const server = { command: program, args: ["lsp", "--lang", language], transport: TransportKind.stdio };
  client = new LanguageClient("playmaker", "Playmaker", server, {
    documentSelector: [{ language: "playmaker" }, { scheme: "file", pattern: "**/playbooks/**/*.{yaml,yml}" }],
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{play,yaml,yml,story,csv}") },
  });
  return client.start();
};

exports.deactivate = () => (client ? client.stop() : undefined);
