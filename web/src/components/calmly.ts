/**
 * An action that may be asked for at any rate and is done at once, and then once in each pause at most. `stop` drops
 * what still waits.
 */
export function calmly(action: () => void, pause: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const act = () => {
    action();
    timer = setTimeout(() => {
      timer = undefined;
      const more = again;
      again = false;
      if (more) act();
    }, pause);
  };
  return {
    ask: () => {
      if (timer === undefined) act();
      else again = true;
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      again = false;
    },
  };
}
