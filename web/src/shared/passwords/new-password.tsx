import { Button, Group, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { CopyButton } from "../../components/form/copy-button";
import { mandatory } from "../../components/form/mandatory";
import { generatePassword } from "./generate-password";
import { PasswordMeter } from "./password-meter";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: React.ReactNode;
  minimumLength: number;
  /** What is known of the person, which makes a password weak: name, email. */
  own?: string[];
  /** Offers to generate one, for another person. */
  generator?: boolean;
  /** Set for the first field of a dialog or page. */
  autofocus?: boolean;
}

/** The field for a new password, with its strength. */
export function NewPassword(props: Props) {
  const { label, value, onChange, error, minimumLength, own = [], generator = false, autofocus } = props;
  const [visible, setVisible] = useState(false);

  const generate = (event: React.MouseEvent<HTMLButtonElement>) => {
    onChange(generatePassword(minimumLength));
    setVisible(true);
    // As if it was typed, so that a dialog around it does not close on a click outside.
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
