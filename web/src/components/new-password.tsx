import { Button, Group, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { copyText } from "./copy-text";
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
}

/** A field for a password that is being set, with its strength. */
export function NewPassword({ label, value, onChange, error, minimumLength, own = [], generator = false }: Props) {
  const [visible, setVisible] = useState(false);
  const [copied, setCopied] = useState(false);

  const change = (password: string) => {
    setCopied(false);
    onChange(password);
  };
  const generate = () => {
    change(generatePassword());
    setVisible(true);
  };

  return (
    <div>
      <PasswordInput
        label={label}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        error={error}
        visible={visible}
        onVisibilityChange={setVisible}
        autoComplete="new-password"
        spellCheck={false}
        {...mandatory}
        visibilityToggleButtonProps={{ "aria-label": visible ? "Hide password" : "Show password", tabIndex: 0 }}
      />
      <PasswordMeter password={value} minimumLength={minimumLength} own={own} />
      {generator && (
        <Group gap="xs" mt="xs">
          <Button variant="default" size="xs" onClick={generate}>
            Generate
          </Button>
          <Button
            variant="default"
            size="xs"
            disabled={value === ""}
            onClick={async () => setCopied(await copyText(value))}
          >
            {copied ? "Copied" : "Copy"}
          </Button>
        </Group>
      )}
    </div>
  );
}
