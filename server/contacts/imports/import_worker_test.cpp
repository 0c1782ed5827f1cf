#include "contacts/imports/import_worker.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <thread>

#include "contacts/contact_store.hpp"
#include "contacts/imports/import_erasure.hpp"
#include "contacts/imports/import_limits.hpp"
#include "core/error.hpp"
#include "core/temporary_folder.hpp"
#include "database/testing_backends.hpp"
#include "database/testing_rows.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::contacts {
namespace {

using database::Transaction;

/// Blobs that tell when one is opened, and of which some cannot be read.
class WatchedBlobs final : public storage::Blobs {
public:
    explicit WatchedBlobs(const std::filesystem::path& folder) : blobs_(storage::open_folder_blobs(folder)) {}

    void put(std::string_view name, std::string_view bytes) override { blobs_->put(name, bytes); }
    void put_file(std::string_view name, const TemporaryFile& file) override { blobs_->put_file(name, file); }
    std::optional<std::string> get(std::string_view name) override { return blobs_->get(name); }
    std::unique_ptr<storage::Blob> open(std::string_view name) override {
        if (on_open) on_open(name);
        if (name == unreadable) return std::make_unique<UnreadableBlob>();
        return blobs_->open(name);
    }
    void remove(std::string_view name) override { blobs_->remove(name); }

    std::function<void(std::string_view)> on_open;
    std::string unreadable;

private:
    class UnreadableBlob final : public storage::Blob {
        std::uint64_t size() const override { return 100; }
        std::string read(std::uint64_t, std::size_t) override { throw Error::unavailable("Input/output error"); }
    };
    std::unique_ptr<storage::Blobs> blobs_;
};

class ImportWorkers : public database::testing::OnEachBackend {
protected:
    void SetUp() override {
        database->write([&](Transaction& tx) {
            database::testing::insert_test_account(tx);
            database::testing::insert_test_member(tx, member.text(), "administrator");
            for (const auto& company : {north, south}) {
                database::testing::insert_test_company(tx, company.text());
            }
        });
    }

    Contact add_contact(const CompanyId& company, const std::string& name, const std::optional<std::string>& phone) {
        Contact contact{.id = ContactId::make(clock.now()),
                        .company_id = company,
                        .name = name,
                        .phone = phone,
                        .created_at = clock.now(),
                        .updated_at = clock.now()};
        database->write([&](Transaction& tx) { insert_contact_row(tx, contact); });
        return contact;
    }

    std::optional<Contact> find(const ContactId& id) {
        auto found = database->read([&](Transaction& tx) { return list_contacts_by_id(tx, std::vector{id}); });
        return found.empty() ? std::nullopt : std::optional(found.front());
    }

    /// An import that overwrites, of a file whose header has the names of fields.
    ContactImportId add_import(const CompanyId& company, const std::vector<std::string>& fields,
                               const std::string& rows, ImportState state = ImportState::running) {
        clock.time += std::chrono::seconds(1);
        ContactImport import{.id = ContactImportId::make(clock.now()),
                             .company_id = company,
                             .member_id = member,
                             .file_name = "people.csv",
                             .state = state,
                             .existing = ExistingContacts::overwrite,
                             .row_count = std::ranges::count(rows, '\n'),
                             .created_at = clock.now(),
                             .started_at = clock.now(),
                             .delete_at = clock.now() + import_keeping_time};
        for (const auto& field : fields) import.columns.push_back({.name = field, .field = field});
        blobs.put(import_file_blob(import.id), rows);
        database->write([&](Transaction& tx) {
            insert_contact_import_row(tx, import);
            insert_import_file_row(tx, import.id);
        });
        return import.id;
    }

    ContactImport get(const ContactImportId& id) {
        return database->read([&](Transaction& tx) { return find_contact_import_row(tx, id).value(); });
    }

    void set_state(const ContactImportId& id, ImportState state) {
        clock.time += std::chrono::seconds(1);
        database->write([&](Transaction& tx) {
            auto import = find_contact_import_row(tx, id).value();
            import.state = state;
            import.started_at = clock.now();
            import.counts = {};
            update_contact_import_row(tx, import);
        });
    }

    void run() { worker.run({}); }

    std::int64_t count(const std::string& from) {
        return database->read([&](Transaction& tx) {
            return tx.first("SELECT COUNT(*) FROM " + from, [](const database::Row& row) { return row.integer(0); })
                .value();
        });
    }

    void add_chunks(const ContactImportId& id, int chunks) {
        database->write([&](Transaction& tx) {
            for (int number = 0; number < chunks; ++number) {
                insert_import_chunk_row(tx, id, {.number = number, .undo = {}, .refused = "[]"});
            }
        });
    }

    TemporaryFolder folder;
    SealingKey key = SealingKey::load_or_create(folder.file("key"));
    std::unique_ptr<database::Database> database = empty.open(clock);
    WatchedBlobs blobs{folder.file("blobs")};
    ImportWorker worker{*database, blobs, clock, key};
    const MemberId member{std::string("ada")};
    const CompanyId north{std::string("north")};
    const CompanyId south{std::string("south")};
};
ROLLCALL_ON_BOTH_BACKENDS(ImportWorkers);

}  // namespace

TEST_P(ImportWorkers, undo_to_a_version_that_was_never_there_and_record_it) {
    const auto before = add_contact(north, "Before", "+493012345678");
    const auto id = add_import(north, {"id", "name"}, before.id.text() + ",After\n");
    run();
    ASSERT_EQ(find(before.id)->name, "After");
    EXPECT_EQ(find(before.id)->version, 2);
    set_state(id, ImportState::undoing);
    run();
    EXPECT_EQ(get(id).undo.restored, 1);
    const auto after = find(before.id).value();
    EXPECT_EQ(after.name, "Before");
    EXPECT_EQ(after.updated_at, before.updated_at);
    EXPECT_EQ(after.version, 3);
    EXPECT_EQ(count("audit_entries WHERE action = 'contact.updated' AND subject_id = '" + before.id.text() + "'"), 2);
}

TEST_P(ImportWorkers, undo_one_import_after_the_other_back_to_the_creation) {
    const auto first = add_import(north, {"name", "phone"}, "Nour,+493012345678\n");
    run();
    const auto second = add_import(north, {"name", "phone"}, "Noor,+493012345678\n");
    run();
    const auto third = add_import(north, {"name", "phone"}, "Nora,+493012345678\n");
    run();
    for (const auto& id : {third, second, first}) {
        set_state(id, ImportState::undoing);
        run();
    }
    EXPECT_EQ(get(third).undo.restored, 1);
    EXPECT_EQ(get(second).undo.restored, 1);
    EXPECT_EQ(get(first).undo.deleted, 1);
    EXPECT_EQ(count("contacts"), 0);
}

TEST_P(ImportWorkers, never_give_an_erased_number_back) {
    const auto contact = add_contact(north, "Mover", "+493012345678");
    const auto id = add_import(north, {"id", "phone", "job_title"}, contact.id.text() + ",+493087654321,Buyer\n");
    run();
    ASSERT_EQ(find(contact.id)->phone, "+493087654321");
    database->write(
        [&](Transaction& tx) { erased_numbers::remember_erased_number(tx, key, "+493012345678", clock.now()); });
    set_state(id, ImportState::undoing);
    run();
    EXPECT_EQ(find(contact.id)->phone, "+493087654321");
    EXPECT_EQ(find(contact.id)->job_title, std::nullopt);
    EXPECT_EQ(get(id).undo.kept, 1);
}

TEST_P(ImportWorkers, keep_numbers_that_are_found_where_the_file_has_none) {
    const auto contact = add_contact(north, "Mover", "+493012345678");
    const auto titles = add_import(north, {"id", "job_title"}, contact.id.text() + ",Buyer\n");
    run();
    const auto phones = add_import(north, {"id", "phone"}, contact.id.text() + ",+493087654321\n");
    run();
    const auto others = add_import(north, {"name", "email"}, "Nour,nour@harbour.example\n");
    run();
    ASSERT_EQ(find(contact.id)->phone, "+493087654321");
    EXPECT_EQ(find_imports_with_number(*database, blobs, "+493012345678"), (std::vector{titles, phones}));
    EXPECT_EQ(find_imports_with_number(*database, blobs, "+493087654321"), (std::vector{phones}));
    EXPECT_EQ(find_imports_with_number(*database, blobs, "+493011111111"), std::vector<ContactImportId>{});

    database->write([&](Transaction& tx) {
        auto import = find_contact_import_row(tx, others).value();
        import.file_name = "of 030 1111 1111.csv";
        update_contact_import_row(tx, import);
    });
    EXPECT_EQ(find_imports_with_number(*database, blobs, "+493011111111"), std::vector{others});
}

TEST_P(ImportWorkers, delete_chunks_in_parts) {
    const auto deleted = add_import(north, {"name"}, "Nour\n", ImportState::uploaded);
    const auto erased = add_import(north, {"name"}, "Nour\n", ImportState::uploaded);
    const auto kept = add_import(north, {"name"}, "Nour\n", ImportState::uploaded);
    for (const auto& id : {deleted, erased, kept}) add_chunks(id, 50);
    database->write([&](Transaction& tx) {
        delete_contact_import_row(tx, deleted);
        erase_imports(tx, {erased}, clock.now());
    });
    EXPECT_EQ(count("contact_import_chunks"), 150);
    const auto writes = database->writer_state().writes;
    release_lost_import_files(*database);
    EXPECT_EQ(count("contact_import_chunks"), 50);
    EXPECT_GE(database->writer_state().writes - writes, 6U);
    EXPECT_EQ(count("contact_import_files"), 1);
    EXPECT_EQ(count("unreferenced_blobs"), 2);
}

TEST_P(ImportWorkers, delete_what_an_earlier_dry_run_has_left_before_they_begin) {
    for (const auto state : {ImportState::checking, ImportState::running}) {
        const auto id = add_import(north, {"name", "phone"}, "Nour,12\n", state);
        add_chunks(id, 50);
        run();
        EXPECT_EQ(get(id).counts.refused, 1);
        EXPECT_EQ(count("contact_import_chunks WHERE import_id = '" + id.text() + "'"), 1);
    }
}

TEST_P(ImportWorkers, forget_names_of_files_and_columns_once_they_have_expired) {
    const auto id = add_import(north, {"name", "phone"}, "Nour,+493012345678\n");
    run();
    clock.time += import_keeping_time + std::chrono::seconds(10);
    run();
    const auto expired = get(id);
    EXPECT_EQ(expired.file_state, ImportFileState::expired);
    EXPECT_EQ(expired.file_name, "");
    EXPECT_TRUE(expired.columns.empty());
    EXPECT_EQ(expired.counts.created, 1);
    EXPECT_EQ(count("contact_import_chunks"), 0);
}

TEST_P(ImportWorkers, release_files_at_the_same_time) {
    database->write([&](Transaction& tx) {
        for (int number = 0; number < 300; ++number) {
            tx.execute("INSERT INTO contact_import_files (blob) VALUES ($1)",
                       fmt::format("contact-imports/{}", number));
        }
    });
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 3; ++thread) {
        threads.emplace_back([&] { EXPECT_NO_THROW(release_lost_import_files(*database)); });
    }
    threads.clear();
    EXPECT_EQ(count("contact_import_files"), 0);
    EXPECT_EQ(count("unreferenced_blobs"), 300);
}

TEST_P(ImportWorkers, go_on_with_other_files_and_give_one_up_that_stays_unreadable) {
    const auto bad = add_import(north, {"name"}, "Nour\n");
    const auto good = add_import(south, {"name"}, "Nour\n");
    blobs.unreadable = import_file_blob(bad);
    EXPECT_THROW(run(), Error);
    EXPECT_EQ(get(good).state, ImportState::done);
    EXPECT_EQ(get(bad).state, ImportState::running);
    clock.time += unreadable_file_time - std::chrono::seconds(1);
    EXPECT_THROW(run(), Error);
    EXPECT_EQ(get(bad).state, ImportState::running);
    clock.time += std::chrono::seconds(1);
    run();
    EXPECT_EQ(get(bad).state, ImportState::failed);
    EXPECT_EQ(get(bad).reason, "Its file cannot be read.");
}

TEST_P(ImportWorkers, import_a_file_that_can_be_read_again) {
    const auto id = add_import(north, {"name"}, "Nour\n");
    blobs.unreadable = import_file_blob(id);
    EXPECT_THROW(run(), Error);
    blobs.unreadable.clear();
    clock.time += unreadable_file_time;
    run();
    EXPECT_EQ(get(id).state, ImportState::done);
}

TEST_P(ImportWorkers, count_a_second_dry_run_again) {
    const auto id =
        add_import(north, {"name", "phone"}, "Nour,+493012345678\nNora,+493012345679\n", ImportState::checking);
    const auto other = add_import(south, {"name"}, "Nour\n", ImportState::checking);
    // While the other one has its turn, so that the worker does not see that it has ended.
    bool is_again = false;
    blobs.on_open = [&](std::string_view name) {
        if (name != import_file_blob(other) || is_again) return;
        is_again = true;
        EXPECT_EQ(get(id).state, ImportState::checked);
        EXPECT_EQ(get(id).counts.created, 2);
        add_contact(north, "Nour", "+493012345678");
        set_state(id, ImportState::checking);
    };
    run();
    ASSERT_TRUE(is_again);
    EXPECT_EQ(get(id).state, ImportState::checked);
    EXPECT_EQ(get(id).counts.created, 1);
    EXPECT_EQ(get(id).counts.unchanged, 1);
}

}  // namespace rollcall::contacts
