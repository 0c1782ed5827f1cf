import { useEffect, useState } from "react";
import { countPasswordCharacters } from "../../lib/password-length";
import styles from "./password-meter.module.css";

interface Props {
  password: string;
  minimumLength: number;
  guessable: string[];
}

const words = ["Very weak", "Weak", "Fair", "Good", "Strong"];

type Strength = typeof import("./password-strength");

export function PasswordMeter({ password, minimumLength, guessable }: Props) {
  const [loaded, setLoaded] = useState<Strength | null>(null);
  const isUsed = password !== "";
  useEffect(() => {
    // Loaded when something is typed, because of its size. A failure is ignored: the password can be set without it.
    if (isUsed) import("./password-strength").then(setLoaded, () => undefined);
  }, [isUsed]);

  const tooShort = countPasswordCharacters(password) < minimumLength;
  const score = password === "" || tooShort ? 0 : (loaded?.rateStrength(password, guessable) ?? 0);
  const text = tooShort ? `At least ${minimumLength} characters` : loaded ? words[score]! : "";

  return (
    <div className={styles.meter} data-score={score} data-empty={password === "" || tooShort}>
      <div
        role="meter"
        aria-label="Password strength"
        aria-valuemin={0}
        aria-valuemax={4}
        aria-valuenow={score}
        aria-valuetext={text || "Not known yet"}
        className={styles.bar}
      >
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-filled={!tooShort && score >= step} />
        ))}
      </div>
      <span className={styles.word}>{text}</span>
    </div>
  );
}
