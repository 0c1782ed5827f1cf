import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { isLeaving } from "../../lib/leave";
import { CloseGuardContext, type CloseGuard } from "./close-guard";
import { CloseQuestion } from "./close-question";
import { useTopmostEscape } from "./use-topmost-escape";

interface Props {
  title: React.ReactNode;
  opened: boolean;
  onClose: () => void;
  size?: number;
  /** For a dialog above another one. */
  zIndex?: number;
  /** False where what is typed is not worth a question, such as the own password. */
  asksBeforeClosing?: boolean;
  children: React.ReactNode;
}

interface Loss {
  typed: boolean;
  /** Whether what was typed survives a reload. */
  isKept: boolean;
  /** Of a secret that is shown once; null where there is none. */
  isUncopied: boolean | null;
}

const nothing: Loss = { typed: false, isKept: false, isUncopied: null };

/**
 * A dialog for one short task. Once something is typed, or while a secret is shown that was not copied, Escape, a click
 * outside, the close button and Back ask first. The buttons of the task itself close it by `onClose` at once.
 */
export function TaskDialog(props: Props) {
  const { title, opened, onClose, size = 480, zIndex, asksBeforeClosing = true, children } = props;
  // Not a state: a form that was saved closes or navigates before the next rendering.
  const loss = useRef(nothing);
  const closings = useRef(0);
  useEffect(() => {
    if (!opened) closings.current += 1;
  }, [opened]);
  const [question, setQuestion] = useState<keyof typeof questions>("typed");
  const [isAsking, setAsking] = useState(false);
  const onPhone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const guard = useMemo<CloseGuard>(
    () => ({
      reportTyping: (typed, isKept = false) => (loss.current = { ...loss.current, typed, isKept }),
      reportSecret: (isUncopied) => (loss.current = { ...loss.current, isUncopied }),
      watchClosing: () => {
        const before = closings.current;
        return () => closings.current !== before;
      },
    }),
    [],
  );

  const isAtRisk = () => {
    const { typed, isUncopied } = loss.current;
    return asksBeforeClosing && !isLeaving() && (isUncopied ?? typed);
  };
  const ask = () => {
    setQuestion(loss.current.isUncopied === null ? "typed" : "secret");
    setAsking(true);
  };
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => {
      const isBlocked = isAtRisk() && current.pathname !== next.pathname;
      if (isBlocked) ask();
      return isBlocked;
    },
    enableBeforeUnload: () => isAtRisk() && !(loss.current.isUncopied === null && loss.current.isKept),
    disabled: !opened,
    withResolver: true,
  });
  const requestClose = () => (isAtRisk() ? ask() : onClose());
  const leave = () => {
    setAsking(false);
    loss.current = nothing;
    onClose();
    blocker.proceed?.();
  };
  const stay = () => {
    setAsking(false);
    blocker.reset?.();
  };
  useTopmostEscape(opened, requestClose);

  return (
    <>
      <Modal
        title={title}
        opened={opened}
        onClose={requestClose}
        onExitTransitionEnd={() => (loss.current = nothing)}
        closeOnEscape={false}
        size={size}
        zIndex={zIndex}
        fullScreen={onPhone}
        closeButtonProps={{ "aria-label": "Close" }}
        // The header of a dialog is no banner of the page.
        attributes={{ header: { role: "presentation" } }}
      >
        <CloseGuardContext value={guard}>
          <div onInput={() => guard.reportTyping(true, loss.current.isKept)}>{children}</div>
        </CloseGuardContext>
      </Modal>
      <CloseQuestion {...questions[question]} opened={isAsking} zIndex={zIndex} onLeave={leave} onStay={stay} />
    </>
  );
}

const questions = {
  typed: {
    title: "Discard what you typed?",
    leave: "Discard",
    stay: "Keep editing",
    children: "It has not been saved.",
  },
  secret: {
    title: "Close without copying?",
    leave: "Close",
    stay: "Go back",
    children: "You have not copied this, and it cannot be shown again.",
  },
};
