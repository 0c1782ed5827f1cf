import { useEffect, useRef, type RefObject } from "react";

/** Where the transcript is below the player, not beside it: as in call-page.module.css. */
const inOneColumn = "(max-width: 62em)";
const withReducedMotion = "(prefers-reduced-motion: reduce)";

/**
 * Scrolls to each turn as it is played, beside the player, as long as the reader follows: who has scrolled away from the
 * turn before stays there. In one column, scrolling would take the player away from who listens.
 */
export function useFollowedTurn(list: RefObject<HTMLOListElement | null>, current: number | null) {
  const previous = useRef(0);
  useEffect(() => {
    const turns = list.current?.children;
    if (current === null || !turns) return;
    const isFollowed = isInView(turns[previous.current]);
    // A jump is not animated: the turn may be over before it is in view.
    const isNext = current === previous.current + 1;
    previous.current = current;
    if (!isFollowed || window.matchMedia(inOneColumn).matches) return;
    const behavior = isNext && !window.matchMedia(withReducedMotion).matches ? "smooth" : "auto";
    turns[current]?.scrollIntoView({ block: "nearest", behavior });
  }, [list, current]);
}

function isInView(element: Element | undefined): boolean {
  if (!element) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
