"""POST /documents: what a program sends becomes a job, as on the page "Add coverage"."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import partial
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import Header, Router, Status

from coverage.desk.jobs import Given, start_job
from coverage.desk.jobs.sendings import KeyInUse, start_once
from coverage.desk.jobs.sentfiles import too_much_in
from coverage.desk.jobs.uploads import upload_of
from coverage.models import Job, Token
from coverage.tasks import begin

from .bearer import needs
from .bodies import checked, json_of
from .problems import Problem
from .records import JobRecord, job_record
from .sent import DocumentsSent, FilesSent, Options, inputs_of

router = Router(tags=["documents"])
_REF = "#/components/schemas/"
_BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": {"$ref": f"{_REF}DocumentsSent"}},
        "multipart/form-data": {"schema": {"$ref": f"{_REF}FilesSent"}},
    },
}
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{0,200}$",
        description="A key of your own: the same sent again under it answers with the same job.",
    ),
]


@router.post(
    "/documents",
    response={202: JobRecord},
    url_name="documents",
    **needs(Token.Scope.DOCUMENTS_WRITE, requestBody=_BODY),
)
def add_documents(
    request: HttpRequest,
    response: HttpResponse,
    idempotency_key: Key = "",
) -> Status[JobRecord]:
    """Take documents in.

    JSON, or files as multipart/form-data: saved pages, texts, feeds, OPML, lists of addresses, zip,
    WARC, JSONL and CSV. The answer is the job that takes them in; its report says what became of
    each. With `look_first` it is only looked through, and takes nothing in before that is asked
    for.
    """
    token: Token = request.auth  # type: ignore[attr-defined]
    inputs, options, purpose, sha256 = _sent(request)
    start = partial(_start, token, inputs, options, purpose)
    try:
        job, is_new = start_once(token, idempotency_key, sha256, start)
    except KeyInUse:
        said = "Something else was sent under this Idempotency-Key before. Take another key."
        raise Problem(409, said) from None
    record = job_record(request, job)
    response["Location"] = record.address
    if not is_new:
        response["Idempotency-Replayed"] = "true"
    return Status(202, record)


def _start(token: Token, inputs: Iterable[Given], options: Options, purpose: str) -> Job:
    """A job of it all, waiting for a worker; ended already where all was refused."""
    job = start_job(
        token.person,
        inputs,
        purpose=purpose,
        outlet=options.outlet,
        keeps_near_duplicates=options.keep_near_duplicates,
        looks_first=options.look_first,
    )
    begin(job)
    return job


Sent = tuple[list[Given], Options, str, str]


def _sent(request: HttpRequest) -> Sent:
    """(inputs, options, what the job is for, SHA-256 of it all); raises Problem."""
    kind = (request.content_type or "").lower()
    try:
        if kind == "application/json":
            return _sent_json(request.body)
        if kind == "multipart/form-data":
            return _sent_files(request)
    except (RequestDataTooBig, TooManyFieldsSent) as much:
        most = settings.UPLOAD_LIMIT_MB
        said = f"The request is over a limit, {most:,} MB for what is no file. Upload it as a file."
        raise Problem(413, said) from much
    except MultiPartParserError as broken:
        raise Problem(400, f"The multipart body is broken: {broken}.") from broken
    said = f"{kind or 'A body without a type'} is not taken. Send application/json, or files as "
    raise Problem(415, said + "multipart/form-data.")


def _sent_json(body: bytes) -> Sent:
    sent = checked(DocumentsSent, json_of(body))
    number = len(sent.documents)
    purpose = f"{number:,} {'document' if number == 1 else 'documents'} of a program"
    return inputs_of(sent.documents), sent, purpose, hashlib.sha256(body).hexdigest()


def _sent_files(request: HttpRequest) -> Sent:
    if too_much := too_much_in(request):
        raise Problem(413, too_much)
    fields: dict[str, Any] = {name: request.POST[name] for name in request.POST}
    options = checked(FilesSent, fields)
    if wrong := sorted(set(request.FILES) - {"files"}):
        said = f"is no field for files. Send them as 'files', not as '{wrong[0][:80]}'."
        raise Problem(422, "A file came in a field of another name.", [_at(wrong[0], said)])
    files = request.FILES.getlist("files")
    if not files:
        error = _at("files", "is missing. Send one file or several in this field.")
        raise Problem(422, "There is no file.", [error])
    if options.address and len(files) > 1:
        error = _at("address", "belongs to one file. Leave it out, or send that file by itself.")
        raise Problem(422, "An address belongs to one file.", [error])
    purpose = files[0].name if len(files) == 1 else f"{len(files):,} files of a program"
    inputs: list[Given] = [upload_of(file, options.address) for file in files]
    return inputs, options, purpose or "a file without a name", _hash_of(options, files)


def _at(field: str, said: str) -> dict[str, str]:
    return {"at": field[:80], "detail": said}


def _hash_of(options: FilesSent, files: list[UploadedFile]) -> str:
    sum_of = hashlib.sha256(options.model_dump_json().encode())
    for file in files:
        sum_of.update(hashlib.file_digest(file, "sha256").digest())
        sum_of.update((file.name or "").encode("utf-8", "surrogatepass") + b"\0")
        file.seek(0)
    return sum_of.hexdigest()
