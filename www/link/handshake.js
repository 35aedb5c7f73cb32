// Settings that were sent to the session: how many are not answered yet, and the command that waits for the answers.
// It decides nothing else.

/** @typedef {import('../state/settings.js').Config} Config */

/** @param {(command: { type: string, [key: string]: any }) => void} send */
export function createHandshake(send) {
  /** The worker's session that settings were sent to last. */
  let session = 0;
  let unanswered = 0;
  /** The command that waits; '' where none does. */
  let waiting = '';

  /** Counts an answer. True where it is the one to the settings that were sent last. */
  const answer = () => {
    unanswered = Math.max(unanswered - 1, 0);
    return unanswered === 0;
  };
  return {
    /** Whether this session is new and wants settings. Nothing is awaited from the one before. @param {number} id */
    isNew(id) {
      if (id === session) return false;
      session = id;
      unanswered = 0;
      return true;
    },
    /** @param {Config} config */
    configure(config) {
      unanswered += 1;
      send({ type: 'configure', config });
    },
    /** Sends a command once the settings are accepted, and never where they are refused. @param {string} type */
    sendLater(type) {
      waiting = type;
    },
    /** Forgets the command that waits. */
    drop() {
      waiting = '';
    },
    /** @returns {string} the command that was sent now; '' where none waited */
    accepted() {
      if (!answer()) return '';
      const type = waiting;
      waiting = '';
      if (type) send({ type });
      return type;
    },
    /** True where the session is left with the settings it had; false where it has yet to answer others. */
    refused() {
      if (!answer()) return false;
      waiting = '';
      return true;
    },
  };
}
