import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";

interface Props {
  title: React.ReactNode;
  opened: boolean;
  onClose: () => void;
  size?: number;
  /** For a dialog above another one. */
  zIndex?: number;
  children: React.ReactNode;
}

/** A dialog for one short task. Once something is typed, neither Escape nor a click outside closes it. */
export function TaskDialog({ title, opened, onClose, size = 480, zIndex, children }: Props) {
  const [typed, setTyped] = useState(false);
  const onPhone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  return (
    <Modal
      title={title}
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setTyped(false)}
      closeOnEscape={!typed}
      closeOnClickOutside={!typed}
      size={size}
      zIndex={zIndex}
      fullScreen={onPhone}
      closeButtonProps={{ "aria-label": "Close" }}
      // The header of a dialog is no banner of the page.
      attributes={{ header: { role: "presentation" } }}
    >
      <div onInput={() => setTyped(true)}>{children}</div>
    </Modal>
  );
}
