import { runCommand } from './command-line.ts';
import { publishUsage, runDraftCommand } from './draft-command.ts';

await runCommand(publishUsage, () => runDraftCommand('publish-post', process.argv.slice(2)));
