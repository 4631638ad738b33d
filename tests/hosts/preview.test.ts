import { describeHosts } from './host-suite.ts';
import { startPreview } from './servers.ts';

describeHosts({ preview: startPreview });
