/** How long the focus may be nowhere before it counts as lost, in milliseconds: a closing dialog returns it by itself. */
const delay = 100;

const targets = "[data-takes-lost-focus]";
const dialogs = "[role=dialog]";

/**
 * A browser drops the focus when the focused control disappears or is disabled, and the keyboard then starts at the top
 * of the page. This moves it to what is near: the dialog, table, count or title that the control belonged to. From a
 * dialog that has closed it moves to the control that had it before, in the dialog or page underneath.
 */
export function keepFocus(): void {
  /** The control that was focused last, and its ancestors. */
  let path: Element[] = [];
  /** The last such path of each dialog, and of the page by null; the latest at the end. */
  const paths = new Map<Element | null, Element[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const leaveClosedDialogs = () => {
    for (const dialog of [...paths.keys()].reverse()) {
      if (!dialog || dialog.isConnected) break;
      paths.delete(dialog);
      path = [...paths.values()].at(-1) ?? path;
    }
  };

  const check = () => {
    timer = undefined;
    leaveClosedDialogs();
    const [control, ...ancestors] = path;
    if (!control || hasFocus()) return;
    // It is disabled while its request is running.
    if (control.isConnected && control.matches("[data-loading]")) return;
    if (isUsable(control)) (control as HTMLElement).focus();
    else focusNear(ancestors);
  };

  document.addEventListener("focusin", (event) => {
    path = event.composedPath().filter((node) => node instanceof Element);
    const dialog = path[0]?.closest(dialogs) ?? null;
    paths.delete(dialog);
    paths.set(dialog, path);
    clearTimeout(timer);
    timer = undefined;
  });
  document.addEventListener("focusout", ({ target }) => {
    // The user has moved the focus away: nothing is lost.
    setTimeout(() => {
      if (path[0] !== target || !isUsable(path[0])) return;
      paths.delete(path[0].closest(dialogs));
      path = [];
    });
  });
  // The wait starts when the focus is lost, not before: a dialog returns the focus only while it is nowhere.
  const waitIfLost = () => {
    if (path.length > 0 && !hasFocus()) timer ??= setTimeout(check, delay);
  };
  new MutationObserver(waitIfLost).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["disabled", "data-loading"],
  });
}

function hasFocus(): boolean {
  const active = document.activeElement;
  return active !== null && active !== document.body && isUsable(active);
}

function isUsable(element: Element | undefined): boolean {
  return element !== undefined && element.isConnected && !element.matches(":disabled");
}

function focusNear(ancestors: Element[]): void {
  for (const ancestor of ancestors.filter(({ isConnected }) => isConnected)) {
    const target = ancestor.matches(`${targets}, ${dialogs}`) ? ancestor : ancestor.querySelector(targets);
    if (!(target instanceof HTMLElement)) continue;
    if (!target.hasAttribute("tabindex")) {
      target.tabIndex = -1;
      target.addEventListener("blur", () => target.removeAttribute("tabindex"), { once: true });
    }
    return target.focus({ preventScroll: true });
  }
}
