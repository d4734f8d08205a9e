// The broker of machines without mosquitto.

import { AedesBroker } from '../../test/support/aedes-broker';
import { serve } from './rpc';

const broker = AedesBroker.start();
serve({ port: async () => (await broker).port });
