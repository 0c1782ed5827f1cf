import { Button, VisuallyHidden } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { agentsQuery } from "../../api/agents";
import { callsQuery } from "../../api/calls";
import { allCompaniesQuery } from "../../api/companies";
import { allConnectionsQuery } from "../../api/connections";
import { membersQuery } from "../../api/members";
import { useSession } from "../../shared/session/session-context";
import { getRemembered, listSteps, type Progress, type Remembered, type StepName } from "./step-progress";
import { FailedReads } from "./failed-reads";
import styles from "./first-steps.module.css";
import { firstAgents, lastCalls } from "./home-queries";
import home from "./home-page.module.css";

/** The button of a step that opens its dialog. The dialogs belong to other features, so the application gives them. */
export type StepAction = React.ComponentType<{ step: Exclude<StepName, "call"> }>;

const words: Record<StepName, { title: string; text: string }> = {
  company: { title: "Create a company", text: "A client or a business unit. Each agent belongs to one." },
  connection: {
    title: "Connect a voice platform",
    text: "Vapi, Retell or ElevenLabs then sends each call here. Other systems can send calls with an API token.",
  },
  agents: { title: "Create your agents", text: "Name, prompt and voice, as your members see them." },
  call: { title: "Receive the first call", text: "It appears here as it happens, once the webhook is set up." },
  invitation: {
    title: "Invite a member",
    text: "A colleague or a client, with access only to the agents you select.",
  },
};

/** What a new account does first, until it is done and dismissed. For administrators. */
export function FirstSteps({ action }: { action: StepAction }) {
  const { member } = useSession();
  const [remembered, remember] = useLocalStorage<Remembered>({
    key: `first-steps.${member.id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const { progress, failed } = useProgress(remembered !== "dismissed");
  const steps = progress && listSteps(progress);
  const count = steps?.filter(([, isDone]) => isDone).length ?? 0;
  const isDone = steps?.length === count;
  const next = steps ? getRemembered(remembered, isDone) : remembered;
  useEffect(() => {
    if (next !== remembered) remember(next);
  }, [next, remembered, remember]);

  if (remembered !== "dismissed" && failed.length > 0) return <FailedReads of="Not all first steps" reads={failed} />;
  if (!progress || !steps || next === "dismissed") return null;
  return (
    <section aria-labelledby="first-steps" className={styles.steps}>
      <header className={home.head}>
        <h2 id="first-steps" className={home.title}>
          {isDone ? "Your account is set up" : "First steps"}
        </h2>
        {isDone ? (
          <Button variant="default" size="xs" onClick={() => remember("dismissed")}>
            Dismiss
          </Button>
        ) : (
          <span className={home.quiet} role="status">
            {count} of {steps.length} done
          </span>
        )}
      </header>
      <ol className={styles.list}>
        {steps.map(([name, isDone]) => (
          <Step key={name} name={name} isDone={isDone} progress={progress} action={action} />
        ))}
      </ol>
    </section>
  );
}

/** What is there already, undefined until all of it is known, and what could not be read. */
function useProgress(enabled: boolean) {
  const companies = useQuery({ ...allCompaniesQuery, enabled });
  const connections = useQuery({ ...allConnectionsQuery, enabled });
  const agents = useQuery({ ...agentsQuery(firstAgents), enabled });
  const calls = useQuery({ ...callsQuery(lastCalls), enabled });
  const members = useQuery({ ...membersQuery({ limit: 2 }), enabled });
  const progress: Progress | undefined =
    companies.data && connections.data && agents.data && calls.data && members.data
      ? {
          companies: companies.data.length,
          connections: connections.data,
          agents: agents.data.items.length,
          calls: calls.data.items.length,
          members: members.data.items.length,
        }
      : undefined;
  const failed = [companies, connections, agents, calls, members].filter(({ isError, data }) => isError && !data);
  return { progress, failed };
}

interface StepProps {
  name: StepName;
  isDone: boolean;
  progress: Progress;
  action: StepAction;
}

function Step({ name, isDone, progress, action }: StepProps) {
  // What its dialog shows once the step is done, such as a link to hand over, stays until it is closed.
  const [wasLeft] = useState(!isDone);
  return (
    <li className={styles.step} data-done={isDone || undefined}>
      <span className={styles.mark}>
        {isDone && (
          <svg aria-hidden width="16" height="16" fill="none" stroke="currentColor" strokeWidth="2">
            <path d="M3.5 8.5l3 3 6-7" />
          </svg>
        )}
      </span>
      <div className={styles.words}>
        <div className={styles.name}>
          {words[name].title}
          {isDone && <VisuallyHidden>, done</VisuallyHidden>}
        </div>
        {!isDone && <div className={home.quiet}>{words[name].text}</div>}
      </div>
      {(wasLeft || !isDone) && (
        <div className={styles.action} hidden={isDone}>
          <NextAction name={name} progress={progress} action={action} />
        </div>
      )}
    </li>
  );
}

/** The dialog of the step, or a link to what it needs first. */
function NextAction({ name, progress: { companies, connections }, action: Action }: Omit<StepProps, "isDone">) {
  const connection = connections[0];
  if (connection && (name === "call" || name === "connection")) {
    return (
      <Link to="/account/connections/$id" params={{ id: connection.id }}>
        {name === "call" ? "Set up the webhook" : "Add the webhook secret"}
      </Link>
    );
  }
  if (name === "call") return null;
  if (name === "agents" && companies === 0) return <span className={home.quiet}>Needs a company</span>;
  return <Action step={name} />;
}
