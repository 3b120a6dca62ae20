"""What the server serves: the dashboard, in a page that asks early for what its first view needs."""

import streamlit as st
from starlette.middleware import Middleware

from dashboard import made
from dashboard.early import Early

app = st.App("app.py", routes=made.routes(), middleware=[Middleware(Early)])
