#include "app/metrics/queue_metrics.hpp"

#include <algorithm>
#include <chrono>

#include "calls/recordings/recording_store.hpp"
#include "campaigns/dialling/dialling_store.hpp"
#include "contacts/imports/contact_import_store.hpp"
#include "erasures/number_erasure_store.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "members/removal/erasure_store.hpp"
#include "outbox/outbox_store.hpp"

namespace rollcall::app {

namespace {

using database::Transaction;
using jobs::QueueState;

QueueState together(const QueueState& one, const QueueState& other) {
    QueueState both{.length = one.length + other.length, .since = one.since ? one.since : other.since};
    if (one.since && other.since) both.since = std::min(*one.since, *other.since);
    return both;
}

std::vector<std::pair<std::string, QueueState>> read_queues(Transaction& tx, Time now) {
    return {{"outbox", outbox::read_outbox_queue(tx)},
            {"recordings", calls::read_recording_queue(tx)},
            {"imports", contacts::read_import_queue(tx)},
            {"attempts", campaigns::read_attempt_queue(tx, now)},
            {"file_deletions", jobs::read_unreferenced_blob_queue(tx, now)},
            {"erasures", together(members::read_erasure_queue(tx), erasures::read_number_erasure_queue(tx))}};
}

double age_of(const QueueState& queue, Time now) {
    if (!queue.since) return 0;
    return std::max(0.0, std::chrono::duration<double>(now - *queue.since).count());
}

}  // namespace

void add_queues(Families& families, database::Database& database, Time now) {
    const auto queues = database.read([&](Transaction& tx) { return read_queues(tx, now); });
    LabelledValues lengths;
    LabelledValues ages;
    for (const auto& [name, queue] : queues) {
        const prometheus::Labels labels{{"queue", name}};
        lengths.emplace_back(labels, static_cast<double>(queue.length));
        ages.emplace_back(labels, age_of(queue, now));
    }
    add_labelled_gauge(families, "rollcall_queue_length", "What waits in a queue, counted up to 10000.", lengths);
    add_labelled_gauge(families, "rollcall_queue_oldest_seconds",
                       "How long the oldest in a queue waits; an email, a recording or a campaign's call since it is "
                       "due. Not known of a file that is to be deleted at once.",
                       ages);
}

}  // namespace rollcall::app
