"""A small permit backend in FastAPI's own usual style: it knows nothing of Loket."""

import os
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from typing import Annotated, Optional

from fastapi import FastAPI, Header, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel, Field, field_validator

app = FastAPI(title="Perizinan Kota", version="1.0.0")
app.add_middleware(
    CORSMiddleware,
    allow_origins=[os.environ.get("APP_ORIGIN", "")],
    allow_methods=["GET", "POST"],
    allow_headers=["Content-Type", "Idempotency-Key"],
)


class Kind(str, Enum):
    stall = "stall"
    kiosk = "kiosk"


class Owner(BaseModel):
    nik: str = Field(min_length=16, max_length=16)
    full_name: str = Field(min_length=2)
    phone: str

    @field_validator("phone")
    @classmethod
    def active(cls, value: str) -> str:
        if value.endswith("0000"):
            raise ValueError("Nomor HP ini sudah tidak aktif.")
        return value


class Permit(BaseModel):
    owner: Owner
    kind: Kind
    goods: str = Field(min_length=3, max_length=100)

    @field_validator("goods")
    @classmethod
    def genuine(cls, value: str) -> str:
        if "palsu" in value.lower():
            raise ValueError("Barang palsu tidak boleh dijual.")
        return value


class Receipt(BaseModel):
    number: str
    promised: date


class State(str, Enum):
    received = "RECEIVED"
    review = "UNDER_REVIEW"
    approved = "APPROVED"


class Event(BaseModel):
    status: State
    at: datetime


class Progress(BaseModel):
    number: str
    status: State
    history: list[Event]


permits: dict[str, tuple[Permit, datetime]] = {}
keys: dict[str, str] = {}


def receipt(number: str) -> Receipt:
    return Receipt(number=number, promised=permits[number][1].date() + timedelta(days=3))


@app.post("/permits", status_code=201, operation_id="createPermit")
def create_permit(permit: Permit, idempotency_key: Annotated[Optional[str], Header()] = None) -> Receipt:
    number = keys.get(idempotency_key or "")
    if number is None:
        number = f"IZIN-{len(permits) + 1:04}"
        permits[number] = (permit, datetime.now(timezone.utc))
        if idempotency_key:
            keys[idempotency_key] = number
    return receipt(number)


@app.get("/permits/{number}", operation_id="readPermit")
def read_permit(number: str, digits: str) -> Progress:
    if number not in permits or not permits[number][0].owner.phone.endswith(digits):
        raise HTTPException(404, "Tidak ada.")
    at = permits[number][1]
    return Progress(number=number, status=State.received, history=[Event(status=State.received, at=at)])
