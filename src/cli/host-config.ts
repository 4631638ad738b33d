import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  hostConfig,
  HostConfigError,
  hostServers,
  type HostServer,
} from '../output/host-config.ts';
import { parseHeaders } from '../serve/header-rules.ts';
import { programDir } from '../shared/program-dir.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { loadConfig } from './load-config.ts';
import { displayPath, parseCommandLine, text, UsageError, type Command } from './command-line.ts';
import { contentFolder, advise } from './content-folder.ts';
import { printError } from './terminal.ts';

const usage = `Usage: ${howToRun('host-config', 'nginx|caddy [options]')}

Prints the configuration of a web server for the built site.

  --output DIR     folder of the built site          (_site, beside the settings)
  --root DIR       where the site lies on the server (the folder of the built site)
  --host NAME      name of the site                  (host of url in the settings)
  --listen PORT    what nginx listens on             (80)
  --config FILE    settings of the site, or the folder they lie in  (site.config.ts)
  --help           this text`;

export const command: Command = { usage, run };

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommandLine(args, {
    output: text,
    root: text,
    host: text,
    listen: { ...text, default: '80' },
    config: text,
  });
  const [server = '', ...rest] = positionals;
  if (!isServer(server) || rest.length > 0) {
    const servers = Object.keys(hostServers).join(' or ');
    throw new UsageError(`Name a server, ${servers}, not "${positionals.join(' ')}".`);
  }
  const content = contentFolder(values);
  const { pathPrefix, url } = await loadConfig(content.configFile);
  const output = path.resolve(values.output ?? content.outputDir);
  if (!existsSync(path.join(output, '_headers'))) {
    throw new UsageError(
      `There is no site in ${displayPath(output)}. Make it first: ${advise('build', [], values)}`,
    );
  }
  const read = (name: string) => readFileSync(path.join(output, name), 'utf8');
  const template = path.join(programDir, 'deploy', hostServers[server]);
  try {
    const filled = hostConfig({
      server,
      template: readFileSync(template, 'utf8'),
      root: values.root ?? output,
      pathPrefix,
      host: values.host ?? new URL(url).host,
      listen: values.listen,
      contentSecurityPolicy:
        parseHeaders(read('_headers'))(pathPrefix)['content-security-policy'] ?? '',
      redirects: read('_redirects'),
    });
    process.stdout.write(filled);
    return 0;
  } catch (error) {
    if (!(error instanceof HostConfigError)) throw error;
    printError(error.message);
    return 2;
  }
}

function isServer(name: string): name is HostServer {
  return Object.hasOwn(hostServers, name);
}
