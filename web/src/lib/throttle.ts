/**
 * Runs an action at most once in a period, in milliseconds: at once, and again at the end of the period if `run` was
 * called meanwhile. `cancel` drops the run that is pending.
 */
export function throttle(action: () => void, period: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPending = false;
  const runNow = () => {
    action();
    timer = setTimeout(() => {
      timer = undefined;
      const again = isPending;
      isPending = false;
      if (again) runNow();
    }, period);
  };
  return {
    run: () => {
      if (timer === undefined) runNow();
      else isPending = true;
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      isPending = false;
    },
  };
}
