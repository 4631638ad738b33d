import { runCommand } from './command-line.ts';
import { runDraftCommand, unpublishUsage } from './draft-command.ts';

await runCommand(unpublishUsage, () => runDraftCommand('unpublish', process.argv.slice(2)));
