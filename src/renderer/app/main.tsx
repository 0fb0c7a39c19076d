import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from './app.tsx'
import './main.css'
import { Providers } from './providers.tsx'

// The content security policy forbids code made at run time: without this zod tries it once, and the console tells of an error.
z.config({ jitless: true })

const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <App />
      </Providers>
    </StrictMode>,
  )
}
