import { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import mqtt, { type IClientOptions, MqttClient } from 'mqtt';
import { diagnoseAttempt } from '../../lib/diagnosis/diagnose';
import type { Attempt, Diagnosis } from '../../lib/diagnosis/types';
import { breathe } from './breath';
import { contextOf, dial, keepFirst, newAttempt, note, speaksTls } from './dial';
import type { Settings } from './options';

/** Seconds between signs of life: a connection whose packets vanish is noticed within two of them. */
const KEEPALIVE = 30;
/** How long one attempt to connect may take, ms. */
export const CONNECT_TIMEOUT = 10_000;
/** How long a broker may take to let go, ms: one that has hung up half-way never would. */
const LEAVE_WITHIN = 2000;
/** How long the answer that a port does not speak TLS counts, ms. */
const ASK_AGAIN = 60_000;

/** What its owner is told of a client. */
export interface ClientEvents {
  /** A new attempt begins; returns the pause after it, should it fail, ms. 0: no other. */
  trying(): number;
  connected(): void;
  /** An attempt failed, or a connection ended. */
  closed(diagnosis: Diagnosis, attempt: Attempt): void;
}

/**
 * A client of the MQTT library on sockets of our own, so that all four transports check certificates in the same one place, and so
 * that an attempt that fails can be explained.
 */
export function openClient(settings: Settings, events: ClientEvents, timeout = CONNECT_TIMEOUT): MqttClient {
  let attempt: Attempt = newAttempt(settings);
  /** Whether the port answers to TLS, and when that was asked. That it does not may have been the answer of one that was too busy. */
  let encrypted = false;
  let asked = Number.NEGATIVE_INFINITY;

  const socket = (): Socket => {
    attempt = newAttempt(settings);
    client.options.reconnectPeriod = events.trying();
    try {
      const context = settings.tls && contextOf(settings.tls);
      const stream = dial(settings, context, attempt);
      keepFirst(stream, attempt);
      return stream;
    } catch (error) {
      // OpenSSL takes no certificate that is too weak for the machine's security level: that ends the attempt, not Node-RED.
      attempt.stage = 'securing';
      return new Socket().destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const options: IClientOptions = {
    clientId: settings.clientId,
    protocolVersion: settings.protocolVersion,
    keepalive: KEEPALIVE,
    connectTimeout: timeout,
    clean: true,
    // What is wanted now is subscribed at each connect: what it was before may be long gone.
    resubscribe: false,
    queueQoSZero: false,
    // A broker that refuses may be one that is still reading its list of users.
    reconnectOnConnackError: true,
    reconnectPeriod: 1,
    // The library would keep 65 536 buffers, 6 MiB, to write packet numbers faster: few packets are written here.
    writeCache: false,
    // With DEBUG=mqtt* the library would show its options, the password among them; what writes its packets shows each text that it
    // writes, and of bytes nothing.
    log: () => undefined,
    ...(settings.user !== undefined && { username: settings.user }),
    ...(settings.password !== undefined && { password: Buffer.from(settings.password) }),
  };
  const client = attempt.web
    ? mqtt.connect(settings.url, { ...options, manualConnect: true, wsOptions: webOptions(settings, socket) })
    : new MqttClient(socket, { ...options, manualConnect: true });

  breathe(client);
  client.on('connect', () => {
    attempt.stage = 'accepted';
    events.connected();
  });
  client.on('packetreceive', (packet) => {
    if (packet.cmd === 'connack') {
      const code = settings.protocolVersion === 5 ? packet.reasonCode : packet.returnCode;
      if (code !== undefined && code !== 0) attempt.refusal = code;
    }
    if (packet.cmd === 'disconnect' && packet.reasonCode !== undefined) attempt.disconnect = packet.reasonCode;
  });
  client.on('error', (error) => {
    if (error.message === 'connack timeout') attempt.timedOut = true;
    else note(attempt, error);
    // What cannot be read as MQTT will not become so by waiting.
    if (!client.connected) client.stream?.destroy();
  });
  client.on('close', () => {
    const ended = attempt;
    const tell = (): void => {
      if (encrypted) ended.speaksTls = true;
      events.closed(diagnoseAttempt(ended), ended);
    };
    if (!worthAsking(ended) || encrypted || performance.now() - asked < ASK_AGAIN) {
      tell();
      return;
    }
    asked = performance.now();
    void speaksTls(settings).then((answer) => {
      encrypted = answer;
      if (attempt === ended) tell();
    });
  });
  client.connect();
  return client;
}

/**
 * Ends a client; resolves when the broker was told, or does not let go. `force`: without telling it. The library itself would wait for
 * ever for what the broker has not acknowledged.
 */
export async function leave(client: MqttClient, force: boolean): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      client.stream?.destroy();
      resolve();
    }, LEAVE_WITHIN);
  });
  await Promise.race([client.endAsync(force), late]).finally(() => clearTimeout(timer));
}

/** Hung up on without a word, and without TLS: the port may be one for TLS. */
function worthAsking(attempt: Attempt): boolean {
  return !attempt.tls && attempt.stage === 'talking' && diagnoseAttempt(attempt).key === 'closed';
}

/** What the websocket library takes: our socket, and, should it ever ignore that, the same check of certificates. */
function webOptions({ tls }: Settings, socket: () => Socket): NonNullable<IClientOptions['wsOptions']> {
  return {
    handshakeTimeout: CONNECT_TIMEOUT,
    createConnection: socket,
    rejectUnauthorized: tls?.insecure !== true,
    ...(tls?.ca !== undefined && { ca: tls.ca }),
  };
}
