#include "contacts/imports/import_worker.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <set>

#include "audit/audit_store.hpp"
#include "contacts/imports/import_erasure.hpp"
#include "contacts/imports/import_limits.hpp"
#include "contacts/imports/refused_rows.hpp"
#include "contacts/segments/segment_contact_store.hpp"
#include "core/error.hpp"

namespace rollcall::contacts {

namespace {

using database::Transaction;

constexpr int low_priority = 10;
constexpr int chunks_of_a_check_in_a_write = 10;

/// The file of an import cannot be read now.
class UnreadableFile : public Error {
public:
    explicit UnreadableFile(const Error& error) : Error(error) {}
};

void end(ContactImport& import, ImportState state, Time now) {
    import.state = state;
    import.finished_at = now;
    import.delete_at = now + import_keeping_time;
}

void end_as_failed(Transaction& tx, ContactImport& import, std::string reason, Time now) {
    end(import, ImportState::failed, now);
    import.reason = std::move(reason);
    update_contact_import_row(tx, import);
    raise_contact_import_version(tx, import.id);
}

/// The import where it is still in that state and may go on. Otherwise nothing, and it has ended.
std::optional<ContactImport> find_to_go_on(Transaction& tx, const ContactImportId& id, ImportState state, Time now) {
    auto import = find_contact_import_row(tx, id);
    if (!import || import->state != state) return std::nullopt;
    if (auto reason = find_stop_reason(tx, *import, now)) {
        end_as_failed(tx, *import, std::move(*reason), now);
        return std::nullopt;
    }
    return import;
}

std::optional<std::string> find_missing_field(const ImportReading& reading) {
    const auto fields = list_import_fields(reading.setting.fields);
    for (const auto& [name, field] : reading.columns) {
        if (field && std::ranges::find(fields, *field) == fields.end()) return field;
    }
    return std::nullopt;
}

/// Whether rows that were read with it would be read alike now.
bool is_reading_current(Transaction& tx, const ContactImport& import, const ImportReading& reading) {
    if (import.company_country.value_or("") != reading.setting.country) return false;
    return std::ranges::equal(list_own_fields(tx), reading.setting.fields, [](const auto& one, const auto& other) {
        return one.id == other.id && one.version == other.version;
    });
}

void count(RowCounts& counts, const ImportRow& row, RowOutcome outcome) {
    counts.add(outcome);
    if (outcome != RowOutcome::refused && !row.is_phone_valid) ++counts.warnings;
}

UndoLog store_plan(Transaction& tx, const ImportPlan& plan, const MemberId& member, Time now) {
    UndoLog log;
    // First: a number that one contact gives up can be that of a new one.
    for (auto& update : plan.updated()) {
        update_contact_row(tx, update.before, update.after);
        audit::record(tx, now, audit::Actor(member, audit::ActorKind::worker), "contact.updated",
                      update.after.id.text(), list_contact_changes(update.before, update.after));
        log.updated.push_back(std::move(update));
    }
    for (const auto& contact : plan.created()) {
        insert_contact_row(tx, contact);
        log.created.push_back(contact.id);
    }
    return log;
}

void add_to_segment(Transaction& tx, const SegmentId& segment, const ImportPlan& plan, UndoLog& log) {
    const auto existing = plan.existing();
    const auto members = list_contacts_in_segment(tx, segment, existing);
    const std::set<ContactId> in_segment(members.begin(), members.end());
    std::ranges::copy_if(existing, std::back_inserter(log.added_to_segment),
                         [&](const ContactId& id) { return !in_segment.contains(id); });
    insert_segment_contact_rows(tx, segment, log.added_to_segment);
    insert_segment_contact_rows(tx, segment, log.created);
}

}  // namespace

void ImportWorker::run(const std::stop_token& stop) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), low_priority);
    delete_expired();
    release_lost_import_files(database_);
    std::set<ContactImportId> failing;
    std::exception_ptr failure;
    while (!stop.stop_requested()) {
        auto active = database_.read([](Transaction& tx) { return list_active_contact_imports(tx); });
        const auto is_over = [&](const auto& entry) { return std::ranges::find(active, entry.first) == active.end(); };
        std::erase_if(checks_, is_over);
        std::erase_if(unreadable_since_, is_over);
        std::erase_if(active, [&](const auto& id) { return failing.contains(id); });
        if (active.empty()) break;
        for (const auto& id : active) {
            try {
                run_turn(id, stop);
            } catch (const Error&) {
                failing.insert(id);
                failure = std::current_exception();
            }
        }
    }
    if (failure) std::rethrow_exception(failure);
}

void ImportWorker::run_turn(const ContactImportId& id, const std::stop_token& stop) try {
    const auto end_of_turn = std::chrono::steady_clock::now() + import_turn;
    auto opened = open(id, stop);
    if (!opened) return;
    bool goes_on = true;
    while (goes_on && !stop.stop_requested() && std::chrono::steady_clock::now() < end_of_turn) {
        goes_on = pause_.run_step([&] { return do_step(*opened); });
        unreadable_since_.erase(id);
    }
} catch (const UnreadableFile&) {
    const auto now = clock_.now();
    if (now < unreadable_since_.try_emplace(id, now).first->second + unreadable_file_time) throw;
    fail(id, "Its file cannot be read.");
} catch (const Error& error) {
    if (error.code() == ErrorCode::unavailable) throw;  // tried again
    spdlog::error("Import {} has failed: {}", id.text(), error.what());
    fail(id, "An unexpected error has ended it.");
} catch (const std::exception& error) {
    spdlog::error("Import {} has failed: {}", id.text(), error.what());
    fail(id, "An unexpected error has ended it.");
}

bool ImportWorker::do_step(Opened& opened) {
    switch (opened.import.state) {
        case ImportState::checking:
            return check_chunk(opened);
        case ImportState::running:
            return import_chunk(opened);
        default:
            return undo_next_chunk(opened.import.id);
    }
}

bool ImportWorker::delete_earlier_chunks(const ContactImport& import, const std::stop_token& stop) {
    bool has_more = true;
    while (has_more && !stop.stop_requested()) {
        has_more = database_.write([&](Transaction& tx) {
            const auto now = find_contact_import_row(tx, import.id);
            const bool is_at_beginning =
                now && now->state == import.state && now->started_at == import.started_at && now->chunk_count == 0;
            return is_at_beginning && delete_import_chunk_rows(tx, import.id, import_chunks_deleted_at_once) > 0;
        });
    }
    return !has_more;
}

std::unique_ptr<CsvReader> ImportWorker::make_reader(Opened& opened) {
    const auto& import = opened.import;
    const auto position = import.state == ImportState::checking ? checks_.at(import.id).position : import.position;
    auto read = [&file = *opened.file](std::uint64_t offset, std::size_t size) {
        try {
            return file.read(offset, size);
        } catch (const Error& error) {
            throw UnreadableFile(error);
        }
    };
    return std::make_unique<CsvReader>(read, import.delimiter, position);
}

std::optional<ImportWorker::Opened> ImportWorker::open(const ContactImportId& id, const std::stop_token& stop) {
    Opened opened;
    const bool is_active = database_.read([&](Transaction& tx) {
        auto import = find_contact_import_row(tx, id);
        if (!import || !import->is_active()) return false;
        opened.reading = make_reading(*import, list_own_fields(tx));
        opened.import = std::move(*import);
        return true;
    });
    if (!is_active) return std::nullopt;
    if (opened.import.state == ImportState::undoing) return opened;
    if (const auto field = find_missing_field(opened.reading)) {
        fail(id, fmt::format("A column is read as {}, which no longer exists.", *field));
        return std::nullopt;
    }
    try {
        opened.file = blobs_.open(import_file_blob(id));
    } catch (const Error& error) {
        throw UnreadableFile(error);
    }
    if (!opened.file) {
        fail(id, "The file no longer exists.");
        return std::nullopt;
    }
    const auto& import = opened.import;
    const bool is_checking = import.state == ImportState::checking;
    const auto check = is_checking ? checks_.find(id) : checks_.end();
    const bool is_known_check = check != checks_.end() && check->second.started_at == import.started_at;
    const bool begins = is_checking ? !is_known_check : import.chunk_count == 0;
    if (begins && !delete_earlier_chunks(import, stop)) return std::nullopt;
    if (begins && is_checking) {
        auto& made = checks_.insert_or_assign(id, Check{.started_at = import.started_at, .position = import.first})
                         .first->second;
        made.seen.reserve(static_cast<std::size_t>(std::min(import.row_count, max_import_rows)));
    }
    opened.reader = make_reader(opened);
    return opened;
}

bool ImportWorker::import_chunk(Opened& opened) {
    const auto& id = opened.import.id;
    const auto before = opened.reader->position();
    const auto now = clock_.now();
    const auto rows_of_file = read_import_rows(*opened.reader, opened.reading, import_chunk_rows, now);
    return database_.write([&](Transaction& tx) {
        auto import = find_to_go_on(tx, id, ImportState::running, now);
        if (!import || import->position != before) return false;
        if (rows_of_file.empty()) {
            end(*import, ImportState::done, now);
            update_contact_import_row(tx, *import);
            raise_contact_import_version(tx, id);
            return false;
        }
        if (!is_reading_current(tx, *import, opened.reading)) return false;
        auto rows = rows_of_file;
        refuse_erased_rows(tx, key_, rows);
        ImportPlan plan(import->existing, list_contacts_of_rows(tx, import->company_id, rows));
        for (auto& row : rows) {
            const auto outcome = plan.add(row, now);
            count(import->counts, row, outcome);
        }
        auto log = store_plan(tx, plan, import->member_id.value(), now);
        if (import->segment_id) add_to_segment(tx, *import->segment_id, plan, log);
        insert_import_chunk_row(
            tx, id, {.number = import->chunk_count, .undo = write_undo_log(log), .refused = write_refused_rows(rows)});
        ++import->chunk_count;
        import->position = opened.reader->position();
        update_contact_import_row(tx, *import);
        return true;
    });
}

bool ImportWorker::check_chunk(Opened& opened) {
    const auto& id = opened.import.id;
    auto& check = checks_.at(id);
    const auto now = clock_.now();
    auto rows = read_import_rows(*opened.reader, opened.reading, import_chunk_rows, now);
    const bool is_end = rows.empty();
    const auto existing = opened.import.existing;
    // Until they are stored, since the chunk is read again where that fails.
    auto counts = check.counts;
    SeenNumbers seen_now;
    database_.read([&](Transaction& tx) {
        refuse_erased_rows(tx, key_, rows);
        ImportPlan plan(existing, list_contacts_of_rows(tx, opened.import.company_id, rows));
        for (auto& row : rows) {
            const auto phone = row.refused ? std::nullopt : row.contact.phone;
            // What the rows of this chunk say is in the plan.
            const auto seen = phone ? check.seen.find(*phone) : std::nullopt;
            auto outcome = RowOutcome::unchanged;
            if (!seen) {
                outcome = plan.add(row, now);
                if (phone && outcome != RowOutcome::refused) {
                    seen_now.add(*phone, {row.hash, outcome == RowOutcome::skipped});
                }
            } else if (!seen->has_hash(row.hash)) {
                outcome = existing == ExistingContacts::skip ? RowOutcome::skipped : RowOutcome::updated;
            } else if (seen->was_skipped()) {
                outcome = RowOutcome::skipped;
            }
            count(counts, row, outcome);
        }
    });
    const auto refused = write_refused_rows(rows);
    const bool is_stored = is_end || !refused.empty() || (check.chunks + 1) % chunks_of_a_check_in_a_write == 0;
    const bool goes_on = !is_stored || database_.write([&](Transaction& tx) {
        auto import = find_to_go_on(tx, id, ImportState::checking, now);
        if (!import || import->started_at != check.started_at) return false;
        if (!is_reading_current(tx, *import, opened.reading)) {
            end_as_failed(tx, *import, "The own fields or the company's country were changed in the meantime.", now);
            return false;
        }
        if (!refused.empty()) upsert_refused_import_rows(tx, id, check.stored_chunks, refused);
        import->counts = counts;
        if (is_end) import->state = ImportState::checked;
        update_contact_import_row(tx, *import);
        if (is_end) raise_contact_import_version(tx, id);
        return !is_end;
    });
    if (!goes_on) {
        checks_.erase(id);
        return false;
    }
    check.position = opened.reader->position();
    check.counts = counts;
    check.seen.add(seen_now);
    ++check.chunks;
    if (!refused.empty()) ++check.stored_chunks;
    return true;
}

bool ImportWorker::undo_next_chunk(const ContactImportId& id) {
    const auto now = clock_.now();
    return database_.write([&](Transaction& tx) {
        auto import = find_to_go_on(tx, id, ImportState::undoing, now);
        if (!import) return false;
        if (import->chunk_count == 0) {
            end(*import, ImportState::undone, now);
            update_contact_import_row(tx, *import);
            raise_contact_import_version(tx, id);
            return false;
        }
        const auto number = --import->chunk_count;
        if (const auto chunk = find_import_chunk(tx, id, number)) {
            const auto counts = undo_chunk(tx, key_, *import, read_undo_log(chunk->undo), now);
            import->undo.deleted += counts.deleted;
            import->undo.restored += counts.restored;
            import->undo.kept += counts.kept;
            import->undo.gone += counts.gone;
            clear_import_chunk_undo(tx, id, number);
        }
        update_contact_import_row(tx, *import);
        return true;
    });
}

void ImportWorker::fail(const ContactImportId& id, const std::string& reason) {
    database_.write([&](Transaction& tx) {
        auto import = find_contact_import_row(tx, id);
        if (import && import->is_active()) end_as_failed(tx, *import, reason, clock_.now());
    });
}

void ImportWorker::delete_expired() {
    const auto now = clock_.now();
    for (const auto& id : database_.read([&](Transaction& tx) { return list_expired_contact_imports(tx, now); })) {
        database_.write([&](Transaction& tx) {
            auto import = find_contact_import_row(tx, id);
            if (!import || import->is_active() || import->delete_at > now) return;
            release_import_file(tx, id);  // and its chunks: see release_lost_import_files
            import->file_state = ImportFileState::expired;
            import->chunk_count = 0;
            import->file_name.clear();
            import->columns.clear();  // the first row of a file may be no header
            update_contact_import_row(tx, *import);
            raise_contact_import_version(tx, id);
        });
    }
}

jobs::PeriodicWork contact_import_work(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                                       const SealingKey& key) {
    auto worker = std::make_shared<ImportWorker>(database, blobs, clock, key);
    return {.name = "Importing contacts",
            .run = [worker](const std::stop_token& stop) { worker->run(stop); },
            .claim = jobs::claim_in(database),
            .begin = [worker] { worker->forget_checks(); }};
}

}  // namespace rollcall::contacts
