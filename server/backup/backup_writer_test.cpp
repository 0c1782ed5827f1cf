#include "backup/backup_writer.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "backup/backup_reader.hpp"
#include "core/error.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::backup {

namespace {

using database::Transaction;

constexpr std::string_view erased[] = {"members"};

/// Has every file, with its own name as content, and erases the remains of rows whenever one is read.
class ErasingBlobs final : public storage::Blobs {
public:
    explicit ErasingBlobs(database::Database& database) : database_(database) {}

    std::unique_ptr<storage::Blob> open(std::string_view name) override {
        EXPECT_TRUE(database_.erase_remains(erased, {}));
        return std::make_unique<Name>(std::string(name));
    }
    void put(std::string_view, std::string_view) override {}
    void put_file(std::string_view, const TemporaryFile&) override {}
    std::optional<std::string> get(std::string_view) override { return std::nullopt; }
    void remove(std::string_view) override {}

private:
    class Name final : public storage::Blob {
    public:
        explicit Name(std::string name) : name_(std::move(name)) {}
        std::uint64_t size() const override { return name_.size(); }
        std::string read(std::uint64_t offset, std::size_t bytes) override { return name_.substr(offset, bytes); }

    private:
        std::string name_;
    };

    database::Database& database_;
};

/// The names of files in a backup, and whether each has the bytes of ErasingBlobs.
class Names final : public BackupVisitor {
public:
    void visit_blob(std::string_view name) override { names.emplace_back(name); }
    void visit_blob_bytes(std::string_view bytes) override { EXPECT_EQ(bytes, names.back()); }

    std::vector<std::string> names;
};

class BackupWriter : public database::testing::OnEachBackend {};

}  // namespace

TEST_P(BackupWriter, does_not_keep_the_database_from_erasing_while_it_reads_files) {
    const auto database = empty.open(clock);
    database->write([](Transaction& tx) {
        tx.execute(R"(INSERT INTO members (id, email, email_folded, name, name_folded, role, permissions,
                                           password_hash, created_at, picture)
                      VALUES ('m', 'e', 'e', 'n', 'n', 'administrator', 0, '', 0, 'first-picture'))");
    });
    const TemporaryFolder folder;
    auto snapshot = database::open_snapshot(empty.location());
    database->write([](Transaction& tx) { tx.execute("UPDATE members SET name = 'Eva'"); });
    ASSERT_THROW(static_cast<void>(database->erase_remains(erased, {})), Error);
    ErasingBlobs blobs(*database);
    Progress progress;
    const Manifest manifest{.schema = snapshot.schema};
    const auto sums = write_backup({snapshot, blobs, manifest, std::nullopt}, folder.file("backup"), progress);
    EXPECT_EQ(sums.blobs.count, 1);

    Names found;
    read_backup(folder.file("backup"), found, progress);
    EXPECT_EQ(found.names, std::vector<std::string>{"pictures/first-picture"});
}

ROLLCALL_ON_BOTH_BACKENDS(BackupWriter);

}  // namespace rollcall::backup
