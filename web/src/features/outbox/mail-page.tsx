import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { mailQuery } from "../../api/mail";
import backLink from "../../components/back-link.module.css";
import { Message } from "../../components/message";
import { NoAccess } from "../../components/no-access";
import { Page } from "../../components/page";
import { QueryState } from "../../components/query-state";
import { useCan } from "../../components/session-context";
import { SkeletonRows } from "../../components/skeleton-rows";
import { MailView } from "./mail-view";
import { wordsForKind } from "./mail-words";

/** One mail of the outbox. */
export function MailPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const mayView = useCan("view_mail");
  const mail = useQuery({ ...mailQuery(id), enabled: mayView });

  return (
    <Page
      key={id}
      title={mail.data ? wordsForKind(mail.data.kind) : "Mail"}
      above={
        <Link to="/account/outbox" className={backLink.back}>
          ← Outbox
        </Link>
      }
    >
      {mayView ? (
        <QueryState
          query={mail}
          skeleton={<SkeletonRows count={4} />}
          notFound={<Message title="No such mail">It went with the member whom it was for.</Message>}
        >
          {(found) => <MailView mail={found} />}
        </QueryState>
      ) : (
        <NoAccess>The outbox is for administrators, and you are not one of them.</NoAccess>
      )}
    </Page>
  );
}
