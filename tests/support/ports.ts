// The packs' adapters name the practice systems' ports. So that two lanes of tests can run beside each other, one of them has its
// systems stand on other ports, and its browsers led there; addresses, as pages and packs see them, stay.
export const PORTS = { tax: 4610, credit: 4620 };

const SHIFT = Number(process.env.HULAN_PORTS_SHIFT ?? 0);
/** Where the system that is named by this port listens. */
export const really = (port: number): number => port + SHIFT;

/** For Chromium's command line. */
export const ledThere = (): string[] =>
  SHIFT
    ? [
        `--host-resolver-rules=${Object.values(PORTS)
          .map((port) => `MAP 127.0.0.1:${port} 127.0.0.1:${really(port)}`)
          .join(',')}`,
      ]
    : [];
