import { describeHosts } from './host-suite.ts';
import { startServer } from './servers.ts';

// Run by `npm run test:hosts`, not by `npm test`: it needs the servers themselves (Debian:
// nginx-light, caddy).
describeHosts({
  nginx: (...site) => startServer('nginx', ...site),
  caddy: (...site) => startServer('caddy', ...site),
});
