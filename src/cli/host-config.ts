import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostConfig, HostConfigError, hostServers } from '../output/host-config.ts';
import type { HostServer } from '../output/host-config.ts';
import { parseHeaders } from '../serve/header-rules.ts';
import { loadConfig } from './load-config.ts';
import { displayPath, flag, parseOptions, text, textOf, UsageError } from './command-line.ts';
import { contentFolder } from './content-folder.ts';
import { printError, print } from './output.ts';

const usage = `Usage: npm run host-config -- nginx|caddy [options]

Prints the configuration of a web server for the built site.

  --output DIR     folder of the built site          (_site, beside the settings)
  --root DIR       where the site lies on the server (the folder of the built site)
  --host NAME      name of the site                  (host of url in the settings)
  --listen PORT    what nginx listens on             (80)
  --config FILE    settings of the site, or the folder they lie in  (site.config.ts)
  --help           this text`;

async function main(): Promise<void> {
  const [server = '', ...rest] = process.argv.slice(2);
  const values = parseOptions(server.startsWith('-') ? [server, ...rest] : rest, {
    output: text,
    root: text,
    host: text,
    listen: { ...text, default: '80' },
    config: text,
    help: flag,
  });
  if (values.help === true) {
    print(usage);
    return;
  }
  if (!isServer(server)) {
    throw new UsageError(
      `Name a server, ${Object.keys(hostServers).join(' or ')}, not "${server}".`,
    );
  }
  const content = contentFolder(values);
  const config = await loadConfig(content.config);
  const output = path.resolve(textOf(values, 'output') ?? content.output);
  if (!existsSync(path.join(output, '_headers'))) {
    throw new UsageError(`There is no site in ${displayPath(output)}: run npm run build first.`);
  }
  const read = (name: string) => readFileSync(path.join(output, name), 'utf8');
  const { pathPrefix, url } = config;
  const template = fileURLToPath(new URL(`../../deploy/${hostServers[server]}`, import.meta.url));
  const filled = hostConfig({
    server,
    template: readFileSync(template, 'utf8'),
    root: textOf(values, 'root') ?? output,
    pathPrefix,
    host: textOf(values, 'host') ?? new URL(url).host,
    listen: String(values.listen),
    contentSecurityPolicy:
      parseHeaders(read('_headers'))(pathPrefix)['content-security-policy'] ?? '',
    redirects: read('_redirects'),
  });
  process.stdout.write(filled);
}

function isServer(name: string): name is HostServer {
  return Object.hasOwn(hostServers, name);
}

try {
  await main();
} catch (error) {
  if (error instanceof UsageError) printError(`${error.message}\n\n${usage}`);
  else if (error instanceof HostConfigError) printError(error.message);
  else throw error;
  process.exitCode = 2;
}
