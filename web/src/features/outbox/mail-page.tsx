import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { mailQuery } from "../../api/mail";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { BackLink } from "../../components/layout/back-link";
import { Page } from "../../components/layout/page";
import { QueryState } from "../../shared/requests/query-state";
import { NoAccess } from "../../shared/session/no-access";
import { useCan } from "../../shared/session/session-context";
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
      above={<BackLink to="/account/outbox">Outbox</BackLink>}
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
