import { Button } from "@mantine/core";
import { useEffect } from "react";
import { HomePage } from "../features/home/home-page";
import type { StepAction } from "../features/home/first-steps";
import { wasTypedHere } from "../lib/stored-drafts";
import { useLoaded } from "../lib/use-loaded";

const importAction = async () => (await import("./first-step-action")).FirstStepAction;

const labels = {
  company: "Create company",
  connection: "Create connection",
  agents: "Create agent",
  invitation: "+ Invite",
} as const;

const drafts = {
  company: "create-company",
  connection: "create-connection",
  agents: "create-agent",
  invitation: "invite-member",
} as const;

/** A button in place of that of a first step, whose dialog is loaded by the first click. */
const FirstStep: StepAction = ({ step }) => {
  const [Action, load] = useLoaded(importAction);
  // The dialog was open here before a reload. What was typed into it elsewhere waits until it is opened again.
  useEffect(() => {
    if (wasTypedHere(drafts[step])) load().catch(() => undefined);
  }, [step, load]);
  if (Action) return <Action step={step} />;
  // Without a network it can be clicked again.
  return <Button onClick={() => void load().catch(() => undefined)}>{labels[step]}</Button>;
};

/** The home page, with the dialogs of other features for the first steps. */
export function Home() {
  return <HomePage stepAction={FirstStep} />;
}
