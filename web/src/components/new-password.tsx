import { Button, Group, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { CopyButton } from "./copy-button";
import { generatePassword } from "./generate-password";
import { mandatory } from "./mandatory";
import { PasswordMeter } from "./password-meter";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: React.ReactNode;
  minimumLength: number;
  own?: string[];
  /** Offers a random one, to be handed on to somebody else. */
  generator?: boolean;
  /** The first field of a dialog or page. */
  autofocus?: boolean;
}

/** A field for a password that is being set, with its strength. */
export function NewPassword(props: Props) {
  const { label, value, onChange, error, minimumLength, own = [], generator = false, autofocus } = props;
  const [visible, setVisible] = useState(false);

  const generate = (event: React.MouseEvent<HTMLButtonElement>) => {
    onChange(generatePassword(minimumLength));
    setVisible(true);
    // As if it had been typed: a dialog around it must not throw it away at a click outside.
    event.currentTarget.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };

  return (
    <div>
      <PasswordInput
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        aria-invalid={Boolean(error)}
        visible={visible}
        onVisibilityChange={setVisible}
        autoComplete="new-password"
        spellCheck={false}
        autoFocus={autofocus}
        data-autofocus={autofocus}
        {...mandatory}
        visibilityToggleButtonProps={{ "aria-label": visible ? "Hide password" : "Show password", tabIndex: 0 }}
      />
      <PasswordMeter password={value} minimumLength={minimumLength} own={own} />
      {generator && (
        <Group gap="xs" mt="xs">
          <Button variant="default" size="xs" onClick={generate}>
            Generate
          </Button>
          <CopyButton text={value} />
        </Group>
      )}
    </div>
  );
}
