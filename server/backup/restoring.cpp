#include "backup/restoring.hpp"

#include <optional>

#include "core/temporary_file.hpp"

namespace rollcall::backup {

namespace {

class Loading final : public BackupVisitor {
public:
    Loading(database::NewDatabase& database, storage::Blobs& blobs, const std::filesystem::path& temporary_folder)
        : database_(database), blobs_(blobs), temporary_folder_(temporary_folder) {}

    void visit_row(const database::TableLayout& table, const std::vector<database::TableValue>& values) override {
        database::insert_row(database_.connection(), table, values);
    }
    void visit_end_of_part() override { database_.end_part(); }

    void visit_blob(std::string_view name) override {
        blob_ = name;
        bytes_.emplace(temporary_folder_);
    }
    void visit_blob_bytes(std::string_view bytes) override { bytes_->append(bytes); }
    void visit_end_of_blob() override {
        blobs_.put_file(blob_, *bytes_);
        bytes_.reset();
        loaded_.add(blob_);
    }

    const LoadedBlobs& loaded() const { return loaded_; }

private:
    database::NewDatabase& database_;
    storage::Blobs& blobs_;
    const std::filesystem::path temporary_folder_;
    std::string blob_;
    std::optional<TemporaryFile> bytes_;
    LoadedBlobs loaded_;
};

}  // namespace

LoadedBlobs load_backup(const std::filesystem::path& file, database::NewDatabase& database, storage::Blobs& blobs,
                        const std::filesystem::path& temporary_folder, Progress& progress) {
    Loading loading(database, blobs, temporary_folder);
    read_backup(file, loading, progress);
    return loading.loaded();
}

}  // namespace rollcall::backup
